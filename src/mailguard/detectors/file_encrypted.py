"""A password-protected file is attached, which can't be checked."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_encrypted(facts: Facts) -> Iterator[Evidence]:
    """A password-protected file is attached, which can't be checked."""
    for file, _what in attachments.having(facts, "encrypted"):
        if not file.has("opened") and not file.has("password_told"):
            yield found("{file} is password-protected.", file=attachments.name_of(file))
