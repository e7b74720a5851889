"""An attached file could not be looked into."""

from collections.abc import Iterator

from mailguard import attached
from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found

# Pictures that are cut off are everywhere, and show what there is.
_HARMLESS = frozenset({"png", "jpeg", "gif", "bmp", "webp", "zst", "z", "lzh", "text", "empty"})


@detector
def file_unreadable(facts: Facts) -> Iterator[Evidence]:
    """An attached file could not be looked into."""
    for file, why in attached.having(facts, "unread"):
        if file.kind in _HARMLESS or file.has("encrypted") or file.has("opened"):
            continue
        if attached.is_inside(file) and file.kind == "unknown":
            continue  # its archive says so already
        yield found("{file} could not be read: {why}.", file=attached.name_of(file), why=why)
