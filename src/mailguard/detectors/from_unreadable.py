"""An author without an address."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def from_unreadable(facts: Facts) -> Iterator[Evidence]:
    """Its author's address is invalid, so no one could reply."""
    if facts.from_ and not any(each.address for each in facts.from_):
        yield found("“{author}” isn't an address.", author=facts.from_[0].name or facts.header("from") or "–")
