"""An attached drawing holds scripts or leads elsewhere."""

from collections.abc import Iterator

from mailguard import attached
from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def file_svg_active(facts: Facts) -> Iterator[Evidence]:
    """An attached drawing holds scripts or leads elsewhere."""
    for file, what in attached.having(facts, "svg_active"):
        yield found(
            "The drawing {file} holds more than a drawing ({what}).", file=attached.name_of(file), what=what
        )
