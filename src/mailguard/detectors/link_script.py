"""Addresses that hold their content themselves."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found

_SCHEMES = {"javascript", "data", "vbscript", "blob", "file", "search-ms", "ms-msdt", "ms-officecmd"}


@detector
def link_script(facts: Facts) -> Iterator[Evidence]:
    """A link runs a script or opens something hidden in the message itself."""
    for link in facts.all_links:
        if link.where in {"a", "area", "form", "button", "frame", "meta"} and link.scheme in _SCHEMES:
            yield found("A link begins with “{scheme}:”.", scheme=link.scheme)
