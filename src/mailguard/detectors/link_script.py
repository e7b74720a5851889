"""Addresses that hold their content themselves."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.message import urls
from mailguard.signals import Evidence, detector, found

# How sure it is that honest mail has no such address. Within an office, files of the network are linked to.
_SCHEMES = {
    "javascript": 1.0,
    "data": 1.0,
    "vbscript": 1.0,
    "search-ms": 1.0,
    "search": 1.0,
    "ms-msdt": 1.0,
    "ms-officecmd": 1.0,
    "blob": 0.5,
    "file": 0.4,
}
_CLICKED = {"a", "area", "form", "button", "frame", "meta"}


@detector
def link_script(facts: Facts) -> Iterator[Evidence]:
    """A link runs a script or opens something hidden in the message itself."""
    for link in facts.all_links:
        if link.where not in _CLICKED or link.scheme not in _SCHEMES or urls.does_nothing(link.url):
            continue
        yield found("A link begins with “{scheme}:”.", _SCHEMES[link.scheme], scheme=link.scheme)
