"""A shortened link hides where it leads."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.identifiers import lists
from mailguard.signals import Evidence, detector, found


@detector
def link_shortener(facts: Facts) -> Iterator[Evidence]:
    """A shortened link hides where it leads."""
    several = len({link.host for link in facts.clicked}) > 3
    for link in facts.foreign:
        if lists.match("shorteners", link.host):
            yield found("{url} hides where it leads.", 0.5 if several else 1.0, url=link.url)
