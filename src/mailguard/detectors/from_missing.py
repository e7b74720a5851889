"""No author."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def from_missing(facts: Facts) -> Iterator[Evidence]:
    """It doesn't say who wrote it."""
    if facts.is_head_cut:
        return
    if facts.has_problem("from_missing") or not facts.from_:
        yield found("There is no From line.")
