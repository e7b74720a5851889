"""Our own domain as bait."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.signals import Evidence, detector, found

_THREATS = ("account_threat", "password", "payment", "invoice")


@detector
def our_domain_named(facts: Facts) -> Iterator[Evidence]:
    """An unknown sender writes about our own domain or mailboxes and wants you to act."""
    author = facts.author
    if not facts.profile.domains or facts.bulk.is_list or facts.relation.n_sent:
        return
    if identity.is_in_profile(author, facts) or identity.is_service(author, facts):
        return
    shown = f" {facts.subject} {facts.text[:3_000]} ".lower()
    named = next((each for each in facts.profile.domains if _stands_alone(each, shown)), "")
    threat = (
        max((facts.insight.wanted(name) for name in _THREATS), key=lambda each: each.n) if named else None
    )
    if threat and threat.n:
        yield found(
            "It mentions {domain} and says “{words}”.",
            0.6 + 0.2 * min(threat.n, 2),
            domain=named,
            words=facts.insight.quote(threat),
        )


def _stands_alone(domain: str, text: str) -> bool:
    at = text.find(domain)
    while at >= 0:
        if text[at - 1] not in "@.-":
            return True
        at = text.find(domain, at + 1)
    return False
