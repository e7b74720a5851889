"""More than one author."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def from_several(facts: Facts) -> Iterator[Evidence]:
    """It names several authors: programs may show one and check another."""
    organisations = sorted({each.organisation for each in facts.from_ if each.address})
    if facts.has_problem("from_twice"):
        yield found("There is more than one From line.", 1.0 if len(organisations) > 1 else 0.7)
    elif len(organisations) > 1:
        yield found("It is from {one} and {other}.", 0.6, one=organisations[0], other=organisations[1])
