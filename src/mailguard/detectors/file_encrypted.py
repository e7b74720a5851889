"""A locked file is attached, which nobody but the reader can look into."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_encrypted(facts: Facts) -> Iterator[Evidence]:
    """A locked file is attached, which nobody but the reader can look into."""
    for file, _what in attachments.having(facts, "encrypted"):
        if not file.has("opened") and not file.has("password_told"):
            yield found("{file} is locked.", file=attachments.name_of(file))
