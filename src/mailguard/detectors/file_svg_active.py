"""An attached drawing holds scripts or leads elsewhere."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_svg_active(facts: Facts) -> Iterator[Evidence]:
    """An attached drawing holds scripts or leads elsewhere."""
    for file, what in attachments.having(facts, "svg_active"):
        yield found(
            "The drawing {file} holds more than a drawing ({what}).",
            file=attachments.name_of(file),
            what=what,
        )
