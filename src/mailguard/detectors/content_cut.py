"""What was not read is not clean."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.i18n import mark
from mailguard.signals import Evidence, detector, found

_TEXT = mark("It is longer than what is read; what stands at its end was not seen.")
_PARTS = mark("It has more parts than are read; the last ones were not seen.")
_HEAD = mark("Its headers are longer than what is read; the last ones were not seen.")
_SAYS = {
    "too_long": _TEXT,
    "text_too_long": _TEXT,
    "html_too_long": _TEXT,
    "links_too_many": mark("It has more links than are read."),
    "headers_too_long": _HEAD,
    "headers_too_many": _HEAD,
    "parts_too_many": _PARTS,
    "parts_too_deep": _PARTS,
    "nested_too_many": _PARTS,
    "payload_too_long": mark("Its files are larger than what is examined."),
    "partial": mark("It is one piece of a message that was sent in several."),
    "smime_unread": mark("Its content lies in a signature and can't be taken out."),
    "declared_too_often": mark("A part of it has more types or names than are read."),
    "unread": mark("Something in it is broken."),
}


@detector
def content_cut(facts: Facts) -> Iterator[Evidence]:
    """A part of it, which its reader may see, could not be read."""
    for text in dict.fromkeys(_SAYS[name] for name in sorted(facts.cut)):
        yield found(text)
