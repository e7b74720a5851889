"""A service that is nobody's."""

from collections.abc import Iterator

from mailguard.facts import Facts, sender_names
from mailguard.signals import Evidence, detector, found

_HEARD = frozenset({"audio", "video"})  # leads nowhere: telephones send what was left on them


@detector
def nameless_service(facts: Facts) -> Iterator[Evidence]:
    """An unknown sender's address or link has only generic words such as mail or notice."""
    if not facts.author.address or not (strange := facts.insight.strangeness):
        return
    ends = facts.insight.ends
    if not ends and all(file.kind in _HEARD for file in facts.files):
        return
    domain, sure = _nameless(facts, [host for _, host in ends])
    if domain:
        yield found("No organisation is called {domain}.", sure * strange, domain=domain)


def _nameless(facts: Facts, hosts: list[str]) -> tuple[str, float]:
    """The author's own domain, or one that a link leads to, and how sure it is nobody's."""
    if sender_names.is_nameless(facts.author.domain):
        return facts.author.organisation, 1.0 if sender_names.is_post(facts.author.name) else 0.7
    away = (host for host in hosts if sender_names.is_nameless(host) and facts.insight.is_away(host))
    return next(away, ""), 0.8
