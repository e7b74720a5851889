"""The author's domain asks that such mail be refused."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, proof
from mailguard.lookalikes import watch_for
from mailguard.signals import Evidence, detector, found


@detector
def dmarc_failed(facts: Facts) -> Iterator[Evidence]:
    """It is not authenticated by the domain it claims to come from."""
    dmarc = facts.authentication.dmarc
    if dmarc.result != "fail" or facts.envelope.is_outgoing or proof.is_vouched(facts):
        return
    easing = 0.4 if facts.bulk.is_list else 1.0  # lists break what they pass on (RFC 7960)
    domain = facts.author.domain
    if dmarc.policy == "reject":
        yield found("{domain} asks receivers to reject such messages.", easing, domain=domain)
    elif dmarc.policy == "quarantine":
        yield found("{domain} asks receivers to quarantine such messages.", 0.8 * easing, domain=domain)
    elif _is_borrowed(facts):
        yield found("{domain} authenticates its messages; this one isn't authenticated.", 1.0, domain=domain)
    else:
        yield found(
            "{domain} authenticates its messages; this one isn't authenticated.", 0.4 * easing, domain=domain
        )


def _is_borrowed(facts: Facts) -> bool:
    """A service that many use, which sends no mail unproven, and a link to somebody little known."""
    author = facts.author
    if facts.bulk.is_list or identity.is_free(author) or not watch_for(facts.profile).is_true(author.domain):
        return False
    return any(facts.insight.is_away(host) for _, host in facts.insight.ends)
