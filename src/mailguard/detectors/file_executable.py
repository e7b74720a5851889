"""A program is attached."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_executable(facts: Facts) -> Iterator[Evidence]:
    """A program is attached."""
    for file, kind in attachments.having(facts, "executable"):
        yield found("{file} is a program ({kind}).", file=attachments.name_of(file), kind=kind)
