"""Imports polling stations: every bad line is named, and nothing is written while there is one."""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.lib.sql import bulk
from hustings.foundation.territories import closure, stations
from hustings.foundation.territories.models import Containment, Kind, Step, Zone, key

log = logging.getLogger(__name__)
_CITIES = ("75056", "13055", "69123")
_FIELDS = ["name", "name_key", "address", "parent_id", "latitude", "longitude"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that can't be taken, and what to do about it."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or, where ``problems`` held it up, would not do."""

    n_new: int = 0
    n_changed: int = 0
    n_same: int = 0
    problems: tuple[Problem, ...] = ()
    is_written: bool = True


class _Wrong(ValueError):
    """One line is wrong."""


@dataclass
class _Communes:
    """What lines are checked against: communes and their parts, by code."""

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
            raise _Wrong(_("No commune has the INSEE code “%(code)s”. Check the code.") % {"code": code})
        if code in _CITIES:
            raise _Wrong(
                _("“%(code)s” is the whole city. Give the code of the arrondissement.") % {"code": code}
            )
        pk, name = self.communes[code]
        if not constituency:
            return pk
        parts = self.parts.get(pk) or {self.constituencies.get(pk, ""): pk}
        matches = [home for theirs, home in parts.items() if _same(constituency, theirs)]
        if not matches:
            raise _Wrong(
                _("%(commune)s votes in %(theirs)s, not in “%(given)s”. Correct it or leave it empty.")
                % {"commune": name, "given": constituency, "theirs": ", ".join(sorted(parts))}
            )
        return matches[0]


def _same(given: str, code: str) -> bool:
    """Whether ``3``, ``03``, ``3e circonscription``, ``3103``, ``31-03`` all mean ``31-03``."""
    department, _dash, number = code.partition("-")
    digits = re.match(r"\s*(\d+)\s*(?:re|er|e|è|ème|eme)?(?:\s+circonscription)?\s*$", given, re.IGNORECASE)
    if digits and len(digits[1]) <= 2:
        return bool(number) and int(digits[1]) == int(number)
    return given.replace("-", "").strip().upper() in {department + number, department + number.rjust(3, "0")}


def import_stations(*, content: bytes, skip_bad: bool = False, country: str = "FR") -> Imported:
    """Bring the stations up to the file. Stations that the file does not name stay."""
    communes = _Communes(country)
    communes.load()
    rows: dict[str, list[Any]] = {}
    first: dict[str, int] = {}
    problems = []
    for line in stations.read(content):
        try:
            code, row = _row(line.texts, communes)
            if code in first:
                raise _Wrong(
                    _("The same station stands in line %(line)s. Remove one.") % {"line": first[code]}
                )
            first[code], rows[code] = line.number, row
        except _Wrong as wrong:
            problems.append(Problem(line.number, str(wrong)))
    if problems and not skip_bad:
        return Imported(problems=tuple(problems), is_written=False)
    counts = _write(rows, country)
    log.info("territories.import_stations new=%s changed=%s same=%s bad=%s", *counts, len(problems))
    return Imported(*counts, problems=tuple(problems))


def _row(texts: dict[str, str], communes: _Communes) -> tuple[str, list[Any]]:
    if not texts["commune"]:
        raise _Wrong(_("The commune's INSEE code is missing."))
    home = communes.home(texts["commune"], texts.get("constituency", ""))
    number = texts["number"].removesuffix(".0")
    if not number or len(number) > 12:
        raise _Wrong(_("The station's number is missing or longer than 12 characters."))
    number = number.rjust(4, "0") if number.isdigit() else number
    name = (texts.get("name") or _("Polling station %(number)s") % {"number": number})[:200]
    place = _degrees(texts.get("latitude", ""), 90), _degrees(texts.get("longitude", ""), 180)
    if (place[0] is None) != (place[1] is None):
        raise _Wrong(_("Latitude or longitude stands alone. Give both or none."))
    code = f"{texts['commune'].rjust(5, '0').upper()}-{number}"
    return code, [name, key(name), texts.get("address", "")[:300], home, *place]


def _degrees(text: str, most: int) -> float | None:
    if not text:
        return None
    try:
        degrees = float(text.replace(",", "."))
    except ValueError:
        degrees = most + 1.0
    if not -most <= degrees <= most:
        raise _Wrong(_("“%(text)s” is no latitude or longitude in degrees, such as 45.76.") % {"text": text})
    return degrees


@transaction.atomic
def _write(rows: dict[str, list[Any]], country: str) -> tuple[int, int, int]:
    closure.lock()
    found = Zone.objects.of_kind(Kind.STATION).filter(country=country)
    known = {code: [pk, *rest] for pk, code, *rest in found.values_list("pk", "code", *_FIELDS)}
    new = {code: row for code, row in rows.items() if code not in known}
    changed = {code: row for code, row in rows.items() if code in known and known[code][1:] != row}
    _insert(new, country)
    moved = []
    for code, row in changed.items():
        pk, *before = known[code]
        Zone.objects.filter(pk=pk).update(**dict(zip(_FIELDS, row, strict=True)))
        if before[3] != row[3]:
            moved.append((pk, before[3], row[3]))
    _move(moved)
    return len(new), len(changed), len(rows) - len(new) - len(changed)


def _insert(new: dict[str, list[Any]], country: str) -> None:
    keys = bulk.reserve_ids(Zone, len(new))
    around: dict[int, list[int]] = {}
    homes = {row[3] for row in new.values()}
    for outer, inner in _in_chunks(homes):
        around.setdefault(inner, []).append(outer)
    zones = (
        [pk, Kind.STATION, code, country, *row] for pk, (code, row) in zip(keys, new.items(), strict=True)
    )
    bulk.insert(Zone, ["id", "kind", "code", "country", *_FIELDS], zones)
    pairs = list(zip(keys, (row[3] for row in new.values()), strict=True))
    bulk.insert(Step, ["outer", "inner"], ((home, pk) for pk, home in pairs))
    closed = ((outer, pk) for pk, home in pairs for outer in (*around[home], pk))
    bulk.insert(Containment, ["outer", "inner"], closed)


def _in_chunks(homes: set[int]) -> Iterable[tuple[int, int]]:
    ordered = sorted(homes)
    for at in range(0, len(ordered), 5_000):
        chunk = ordered[at : at + 5_000]
        yield from Containment.objects.filter(inner__in=chunk).values_list("outer", "inner")


def _move(moved: list[tuple[int, int, int]]) -> None:
    for pk, before, after in moved:
        Step.objects.filter(inner=pk, outer=before).delete()
        Step.objects.get_or_create(inner_id=pk, outer_id=after)
    if len(moved) > 50:
        closure.rebuild()
        return
    for zone in Zone.objects.filter(pk__in=[pk for pk, *_rest in moved]):
        closure.refresh(zone)
