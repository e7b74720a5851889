"""An attached image (SVG) contains scripts or redirects."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_svg_active(facts: Facts) -> Iterator[Evidence]:
    """An attached image (SVG) contains scripts or redirects."""
    for file, what in attachments.having(facts, "svg_active"):
        yield found(
            "The image {file} contains more than a drawing ({what}).",
            file=attachments.name_of(file),
            what=what,
        )
