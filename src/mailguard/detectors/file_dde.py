"""A field or formula in an attached document starts a program."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_dde(facts: Facts) -> Iterator[Evidence]:
    """A field or formula in an attached document starts a program."""
    for file, command in attachments.having(facts, "dde"):
        yield found("{file} starts “{command}”.", file=attachments.name_of(file), command=command)
