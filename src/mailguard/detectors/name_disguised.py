"""A name that is not written as it looks."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def name_disguised(facts: Facts) -> Iterator[Evidence]:
    """The author's name is disguised to deceive filters."""
    if "name_turned" in facts.problems:
        yield found("“{name}” is written backwards and flipped.", name=facts.author.name)
    elif "name_invisible" in facts.problems:
        yield found("“{name}” contains invisible characters.", name=facts.author.name)
