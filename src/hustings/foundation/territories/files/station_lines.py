"""Reads lines of a campaign's own list of polling stations, as a prefecture or a town hall hands it out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.file_imports.targets import Read
from hustings.foundation.territories.models import Kind, Step, Zone, key

_CITIES = ("75056", "13055", "69123")
COLUMNS = {  # headings as _heading() leaves them, the most telling first
    "commune": "code commune|codecommune|code insee|insee|code insee commune|code insee de la commune"
    "|code de la commune|codgeo|com|commune code|insee code",
    "number": "numero bureau vote|numero bureau de vote|numero du bureau de vote|numerobureauvote"
    "|numero bureau|numero du bureau|num bureau|code bureau|code bv|bureau de vote|bureau|bv|numero|no|n"
    "|station number|polling station|station|number",
    "name": "nom du bureau de vote|libelle du bureau de vote|libelle bureau vote|nom du bureau|nom bureau"
    "|libelle bureau|lieu de vote|lieu|libelle|nom|station name|place|name",
    "address": "adresse du bureau de vote|adresse du bureau|adresse bureau|adresse|voie|address",
    "constituency": "code circonscription|code de la circonscription|codecirconscription"
    "|numero circonscription|circonscription legislative|circonscription|circo|constituency",
    "latitude": "latitude|lat|y",
    "longitude": "longitude|long|lon|lng|x",
}
NEEDED = {
    "commune": gettext_lazy("the commune's INSEE code (code_commune)"),
    "number": gettext_lazy("the station's number (numero)"),
}


@dataclass
class _Communes:
    """Register that lines are checked against: communes and their parts, by code."""

    country: str
    communes: dict[str, tuple[int, str]] = field(default_factory=dict)
    parts: dict[int | None, dict[str, int]] = field(default_factory=dict)
    constituencies: dict[int, str] = field(default_factory=dict)

    def load(self) -> None:
        zones = Zone.objects.filter(country=self.country)
        for pk, code, name in zones.of_kind(Kind.COMMUNE).values_list("pk", "code", "name"):
            self.communes[code] = (pk, name)
        for pk, code, parent in zones.of_kind(Kind.PART).values_list("pk", "code", "parent"):
            self.parts.setdefault(parent, {})[code.partition("-")[2]] = pk
        inside = Step.objects.filter(
            outer__kind=Kind.CONSTITUENCY, inner__kind=Kind.COMMUNE, outer__country=self.country
        )
        self.constituencies = dict(inside.values_list("inner", "outer__code"))

    def home(self, code: str, constituency: str) -> int:
        """The zone that a station of this commune lies in: its part, where a constituency is named."""
        code = code.rjust(5, "0").upper()
        if code not in self.communes:
            raise Wrong(_("No commune has the INSEE code “%(code)s”. Check the code."), code=code)
        if code in _CITIES:
            raise Wrong(_("“%(code)s” is the whole city. Enter the code of the arrondissement."), code=code)
        pk, name = self.communes[code]
        if not constituency:
            return pk
        parts = self.parts.get(pk) or {self.constituencies.get(pk, ""): pk}
        matches = [home for theirs, home in parts.items() if _same(constituency, theirs)]
        if not matches:
            raise Wrong(
                _("%(commune)s votes in %(theirs)s, not in “%(given)s”. Correct it or leave it blank."),
                commune=name, given=constituency, theirs=", ".join(sorted(parts)),
            )  # fmt: skip
        return matches[0]


def _same(given: str, code: str) -> bool:
    """Whether ``3``, ``03``, ``3e circonscription``, ``3103``, ``31-03`` all mean ``31-03``."""
    department, _dash, number = code.partition("-")
    digits = re.match(r"\s*(\d+)\s*(?:re|er|e|è|ème|eme)?(?:\s+circonscription)?\s*$", given, re.IGNORECASE)
    if digits and len(digits[1]) <= 2:
        return bool(number) and int(digits[1]) == int(number)
    return given.replace("-", "").strip().upper() in {department + number, department + number.rjust(3, "0")}


def reader(country: str) -> Read:
    communes = _Communes(country)
    communes.load()
    return lambda texts: _values(texts, communes)


def _values(texts: Mapping[str, str], communes: _Communes) -> dict[str, Any]:
    if "commune" not in texts:
        raise Wrong(_("The commune’s INSEE code is missing. Enter it."))
    home = communes.home(texts["commune"], texts.get("constituency", ""))
    number = texts.get("number", "").removesuffix(".0")
    if not number or len(number) > 12:
        raise Wrong(_("The station’s number is missing or longer than 12 characters. Correct it."))
    number = number.rjust(4, "0") if number.isdigit() else number
    name = (texts.get("name") or gettext("Polling station %(number)s") % {"number": number})[:200]
    place = _degrees(texts.get("latitude", ""), 90), _degrees(texts.get("longitude", ""), 180)
    if (place[0] is None) != (place[1] is None):
        raise Wrong(_("Enter both latitude and longitude, or neither."))
    code = f"{texts['commune'].rjust(5, '0').upper()}-{number}"
    return {
        "code": code, "name": name, "name_key": key(name), "address": texts.get("address", "")[:300],
        "parent_id": home, "latitude": place[0], "longitude": place[1],
    }  # fmt: skip


def _degrees(text: str, most: int) -> float | None:
    if not text:
        return None
    try:
        degrees = float(text.replace(",", "."))
    except ValueError:
        degrees = most + 1.0
    if not -most <= degrees <= most:
        raise Wrong(_("“%(text)s” is not a latitude or longitude. Enter degrees, like 45.76."), text=text)
    return degrees
