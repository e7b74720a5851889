"""A name that is not written as it looks."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def name_disguised(facts: Facts) -> Iterator[Evidence]:
    """The name of its author is written so that filters don't see what people see."""
    if "name_turned" in facts.problems:
        yield found("“{name}” is written backwards and turned around.", name=facts.author.name)
    elif "name_invisible" in facts.problems:
        yield found("Signs that nobody sees stand within “{name}”.", name=facts.author.name)
