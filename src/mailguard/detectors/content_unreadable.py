"""What can't be looked into is not clean."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found

_CLOSED = frozenset(
    {
        "smime_encrypted",
        "pgp_encrypted",
        "too_long",
        "text_too_long",
        "html_too_long",
        "html_too_deep",
        "parts_too_many",
        "parts_too_deep",
        "payload_too_long",
        "boundary_missing",
        "boundary_unused",
        "uuencode_bad",
        "headers_too_long",
        "headers_too_many",
        "nested_too_many",
        "links_too_many",
        "base64_bad",
    }
)


@detector
def content_unreadable(facts: Facts) -> Iterator[Evidence]:
    """Part of it can't be looked into."""
    met = sorted({*facts.problems, *(each for part in facts.parts for each in part.problems)} & _CLOSED)
    if met:
        yield found("What was met: {problems}.", problems=", ".join(met))
