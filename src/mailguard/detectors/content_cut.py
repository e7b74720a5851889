"""What was not read is not clean."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.i18n import mark
from mailguard.signals import Evidence, detector, found

_TEXT = mark("It is too long to be read in full; its end was not checked.")
_PARTS = mark("It has too many parts; the last ones were not checked.")
_HEAD = mark("Its headers are too long; the last ones were not checked.")
_SAYS = {
    "too_long": _TEXT,
    "text_too_long": _TEXT,
    "html_too_long": _TEXT,
    "links_too_many": mark("It has too many links to check them all."),
    "headers_too_long": _HEAD,
    "headers_too_many": _HEAD,
    "parts_too_many": _PARTS,
    "parts_too_deep": _PARTS,
    "nested_too_many": _PARTS,
    "payload_too_long": mark("Its attachments are too large to be checked."),
    "partial": mark("It is one piece of a message that was sent in several."),
    "smime_unread": mark("Its content is wrapped in a signature and can't be extracted."),
    "declared_too_often": mark("Part of it has too many types or names."),
    "unread": mark("Something in it is broken."),
}


@detector
def content_cut(facts: Facts) -> Iterator[Evidence]:
    """A visible part of the message could not be read."""
    for text in dict.fromkeys(_SAYS[name] for name in sorted(facts.cut)):
        yield found(text)
