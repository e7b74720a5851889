"""An attached file that was not looked into is not clean."""

from collections.abc import Iterator

from mailguard.facts import Facts, File, attachments
from mailguard.files import names
from mailguard.signals import Evidence, detector, found

# Pictures that are cut off are everywhere, and show what there is; nobody opens the last ones with a click.
_HARMLESS = frozenset(
    {"png", "jpeg", "gif", "bmp", "webp", "audio", "video", "font", "zst", "z", "lzh", "text", "empty"}
)
_TOO_LONG = ("it is too long", "took too long", "too much")


@detector
def file_unreadable(facts: Facts) -> Iterator[Evidence]:
    """An attachment could not be checked."""
    for file, why in attachments.having(facts, "unread"):
        if file.kind in _HARMLESS or file.has("encrypted") or file.has("opened"):
            continue
        if attachments.is_inside(file) and file.kind == "unknown" and names.urgency(file.name) > 1:
            continue  # its archive says so already
        yield found(
            "{file} could not be read: {why}.", _sure(file, why), file=attachments.name_of(file), why=why
        )
    for file, what in attachments.having(facts, "cut"):
        yield found("{file} was only partly read: {what}.", file=attachments.name_of(file), what=what)


def _sure(file: File, why: str) -> float:
    return 0.3 if file.kind == "pdf" and any(each in why for each in _TOO_LONG) else 1.0
