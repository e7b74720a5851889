"""A provider that everybody uses, proven, and nothing leads away from it."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, links
from mailguard.identifiers import domain_names
from mailguard.lookalikes.names import provider_domains
from mailguard.signals import Evidence, detector, found


@detector
def provider_verified(facts: Facts) -> Iterator[Evidence]:
    """A well-known provider wrote it (authenticated), and its links lead only to providers."""
    organisation = facts.author.organisation
    if not facts.is_authenticated or facts.is_closed or organisation not in provider_domains():
        return
    if identity.is_free(facts.author) or links.is_anybodys(facts.author.domain):
        return
    if facts.insight.asked("note_calls").n:  # a number in a customer's own words leads away from it
        return
    hosts = [link.host for link in facts.clicked]
    if all(
        domain_names.organisation(host) in provider_domains() and not links.is_anybodys(host)
        for host in hosts
    ):
        yield found("{domain} wrote it.", domain=organisation)
