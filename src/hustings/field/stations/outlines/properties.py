"""Properties of features that name a polling station: those of the usual files are found by themselves."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hustings.field.stations.results import wide_tables
from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.table import heading
from hustings.foundation.lib.text.said import say

MUNICIPALITY = ("codecommune", "code commune", "insee com", "code insee", "insee", "codgeo", "com")
NUMBER = (
    "numerobureauvote", "numero bureau vote", "code bv", "codebureauvote", "code bureau vote",
    "id bv", "bureau", "num bureau", "bv",
)  # fmt: skip
_SHOWN = 12  # names


def found(names: Sequence[str], municipality: str = "", number: str = "") -> tuple[str, str]:
    """Names of the two properties, chosen or known; the first is empty where the second holds both."""
    for asked in filter(None, (municipality, number)):
        if asked not in names:
            words = _("The features have no property “%(name)s”. They have: %(names)s.")
            raise Unreadable(say(words, name=asked, names=_told(names)))
    place, station = municipality or _known(names, MUNICIPALITY), number or _known(names, NUMBER)
    if not station:
        words = _("Choose which properties hold the municipality and the number. There are: %(names)s.")
        raise Unreadable(say(words, names=_told(names)))
    return place, station


def station(properties: Mapping[str, Any], places: tuple[str, str]) -> tuple[str, str]:
    """Municipality and number of a feature; ``29039_1`` holds both. Raises Wrong."""
    place, told = (_text(properties.get(name)) if name else "" for name in places)
    code, _between, number = told.replace("-", "_").partition("_")
    if number and place in ("", code):
        place, told = code, number
    if not place or not told:
        raise Wrong(
            gettext_noop("The municipality or the number of the polling station is missing. Enter both.")
        )
    return wide_tables.station({"municipality": place, "number": told})


def _known(names: Sequence[str], aliases: Sequence[str]) -> str:
    by_heading = {heading(name): name for name in reversed(names)}
    return next((by_heading[alias] for alias in aliases if alias in by_heading), "")


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _told(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) or "–"
