"""A disk image is attached."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_disk_image(facts: Facts) -> Iterator[Evidence]:
    """A disk image is attached."""
    for file, kind in attachments.having(facts, "disk_image"):
        yield found("{file} is a disk image ({kind}).", file=attachments.name_of(file), kind=kind)
