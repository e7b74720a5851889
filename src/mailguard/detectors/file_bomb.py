"""An attached archive is made to overload the computer."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_bomb(facts: Facts) -> Iterator[Evidence]:
    """An attached archive is made to overload the computer."""
    for file, why in attachments.having(facts, "bomb"):
        yield found("{file}: {why}.", file=attachments.name_of(file), why=why)
