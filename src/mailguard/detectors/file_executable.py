"""A program is attached."""

from collections.abc import Iterator

from mailguard import attached
from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def file_executable(facts: Facts) -> Iterator[Evidence]:
    """A program is attached."""
    for file, kind in attached.having(facts, "executable"):
        yield found("{file} is a program ({kind}).", file=attached.name_of(file), kind=kind)
