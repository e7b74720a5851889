"""A link to a domain that wants to be taken for another."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, links
from mailguard.signals import Evidence, detector, found


@detector
def lookalike_link(facts: Facts) -> Iterator[Evidence]:
    """A link leads to a look-alike domain."""
    told: set[str] = set()
    for link in facts.clicked:
        for host in links.ends(link):
            if host in told or len(told) > 200:
                continue
            told.add(host)
            if match := identity.likeness(host, facts):
                yield found(
                    "{host} looks like {name}.",
                    match.strength
                    * (0.8 if match.is_provider else 1.0)
                    * (0.4 if facts.bulk.is_list else 1.0),
                    host=match.host,
                    name=match.name,
                )
