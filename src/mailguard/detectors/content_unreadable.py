"""What is hard to read is seldom clean."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found

# Read in spite of them, more or less; what was not read at all is the matter of content_cut.
_ODD = frozenset({"html_too_deep", "boundary_missing", "boundary_unused", "uuencode_bad", "base64_bad"})


@detector
def content_unreadable(facts: Facts) -> Iterator[Evidence]:
    """Part of it is broken."""
    met = sorted(facts.met & _ODD)
    if met:
        yield found("Found: {problems}.", problems=", ".join(met))
