"""Streets without a house number in one's own list: no building, unless its place is known."""

import re

from django.utils.translation import gettext_noop as _

from hustings.field.addresses import keys
from hustings.foundation.file_imports.cells import Wrong

NONE = "s/n"  # in place of the number, as on letters
_NOT_A_NUMBER = {"", "0", "s n", "sn", "sans n", "sans no", "sans numero", "no number", "none", "neant", "nc"}
_SAID = re.compile(r"[\s,(]*\b(?:sans\s+(?:num[ée]ro|n[°ºo]?)|s/n|no\s+number)\)?\s*", re.IGNORECASE)
_FIRST = {
    "rue", "avenue", "boulevard", "place", "route", "chemin", "impasse", "allee", "square", "quai", "cours",
    "passage", "sentier", "ruelle", "venelle", "voie",
}  # fmt: skip
_LAST = {"street", "road", "lane", "drive", "avenue", "square"}


def numbered(house: str, street: str, *, has_place: bool) -> tuple[str, str]:
    """Number and street as they are kept; hamlets, farms and named buildings need no number."""
    if keys.plain(house) in _NOT_A_NUMBER:
        house, said = "", bool(house)
        if found := _SAID.search(street):
            street, said = f"{street[: found.start()]} {street[found.end() :]}".strip(" ,"), True
        if street and (said or _is_street(street)):
            return _unnumbered(street, has_place=has_place)
    return house, street


def _is_street(street: str) -> bool:
    words = keys.street(street).split(" ")
    return words[0] in _FIRST or words[-1] in _LAST


def _unnumbered(street: str, *, has_place: bool) -> tuple[str, str]:
    if not has_place:
        raise Wrong(
            _("“%(street)s” has no house number: a street is no building. Add it, or the coordinates."),
            street=street,
        )
    return NONE, street
