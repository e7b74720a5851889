"""Bytes that two programs read in two ways."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found

# What lets one program see a file or a text that another doesn't.
_GRAVE = frozenset(
    {
        "type_twice",
        "encoding_twice",
        "boundary_near",
        "boundary_odd",
        "parts_after_end",
        "base64_padding",
        "encoding_branch",
        "parameter_twice",
        "header_blank_fold",
        "header_space",
        "nul",
        "from_twice",
        "charset_odd",
        "partial",
        "external_body",
        "encoding_unknown",
    }
)


@detector
def structure_ambiguous(facts: Facts) -> Iterator[Evidence]:
    """It is built so that different programs may see different messages."""
    if facts.bulk.is_list:
        return
    met = sorted({*facts.problems, *(each for part in facts.parts for each in part.problems)} & _GRAVE)
    if met:
        yield found("Found: {problems}.", 0.5 if len(met) == 1 else 1.0, problems=", ".join(met))
