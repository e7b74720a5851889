"""The name of an attachment hides its real type."""

from collections.abc import Iterator

from mailguard.facts import Facts, File, attachments
from mailguard.i18n import mark
from mailguard.signals import Evidence, detector, found

_TRICKS = {
    "double_extension": 1.0,
    "right_to_left": 1.0,
    "padded_name": 0.9,
    "hidden_ending": 0.9,
    "traversal": 0.8,
    "homoglyph_name": 0.6,
}
_SAYS = {
    "double_extension": mark("{file} has two extensions; the last one counts."),
    "right_to_left": mark("Hidden characters reverse part of the name {file}."),
    "padded_name": mark("Spaces or dots push the extension of {file} out of sight."),
    "hidden_ending": mark("{file} ends in {detail}, written so that programs may miss it."),
    "traversal": mark("{file} contains a name that leads out of its folder: {detail}."),
    "homoglyph_name": mark("{file} is written with look-alike letters of another alphabet."),
}


def _runs(file: File) -> bool:
    return any(file.has(each) for each in ("executable", "script", "shortcut", "disk_image", "onenote"))


@detector
def file_disguised(facts: Facts) -> Iterator[Evidence]:
    """The name of an attachment hides its real type."""
    for name, strength in _TRICKS.items():
        for file, detail in attachments.having(facts, name):
            yield found(_SAYS[name], strength, file=attachments.name_of(file), detail=detail)
    for file, detail in attachments.having(facts, "mismatch"):
        strength = 1.0 if _runs(file) else 0.5 if file.kind in {"html", "svg", "zip", "rar", "7z"} else 0.15
        yield found("{file} is not what its name says: {detail}.", strength, file=file.name, detail=detail)
