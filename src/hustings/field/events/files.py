"""Reads lines of files of dates: what each says, and what is wrong with it."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from hustings.field.events import clocks
from hustings.field.events.models import Audience, kinds
from hustings.foundation.file_imports.cells import YES, Wrong, by_language, links, one_line, point
from hustings.foundation.file_imports.targets import Read
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories import cells
from hustings.foundation.territories.models import Kind as ZoneKind

KINDS = [ZoneKind.COMMUNE, ZoneKind.DEPARTMENT, ZoneKind.CONSTITUENCY, ZoneKind.REGION, ZoneKind.FREE]
COLUMNS = {  # headings as they are compared, the most telling first
    "title_fr": "titre fr|titre|title fr|intitule|nom",
    "title_en": "title en|title|titre en",
    "begins": "debut|date de debut|date|jour|begins|start|start date|starts at|day",
    "begins_time": "heure de debut|heure|start time|time|hour",
    "ends": "fin|date de fin|ends|end|end date|ends at",
    "ends_time": "heure de fin|end time",
    "is_all_day": "journee entiere|toute la journee|sans heure|all day|whole day",
    "zone": "code insee|insee|code commune|commune|code territoire|territoire|territory|zone|code",
    "place": "lieu|salle|place|venue",
    "address": "adresse|address",
    "latitude": "latitude|lat",
    "longitude": "longitude|lon|lng",
    "kind": "type|genre|kind",
    "audience": "public|pour qui|audience|for whom",
    "online_at": "adresse en ligne|en ligne|online|online at",
    "link": "lien|link|url",
    "description_fr": "description fr|description|texte",
    "description_en": "description en",
    "time_zone": "fuseau|fuseau horaire|time zone|timezone",
}
NEEDED = {
    "begins": gettext_lazy("start date (date)"),
}
LONGEST = {"place": 200, "address": 300}
_DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"]
_HOUR = re.compile(
    r"(\d{1,2})\s*(?:[:h.]\s*(\d{2})?)?(?::\d{2})?"
    r"\s*(?P<offset>Z|(?:UTC)?\s*(?P<sign>[+\-−])(?P<hours>\d{1,2}):?(?P<minutes>[0-5]\d)?|UTC)?\s*$",
    re.IGNORECASE,
)


def reader(kind: str, clock: str) -> Read:
    """Moments are by ``clock`` where a line names no other."""
    zones, known = cells.zones(kind), list(kinds.spellings())

    def read(texts: Mapping[str, str]) -> dict[str, Any]:
        values = _values(texts, kind, zones, clock)
        return values | ({"kind": _choice(texts["kind"], known)} if "kind" in texts else {})

    return read


def title(values: Mapping[str, Any]) -> str:
    """The title in the first language of a line."""
    return str(next(iter(values["titles"].values())))


def _values(
    texts: Mapping[str, str], kind: str, zones: Mapping[str, list[int]], clock: str
) -> dict[str, Any]:
    titles = {code: one_line(text, 160) for code, text in by_language(texts, "title", 5_000).items()}
    if not titles:
        raise Wrong(_("The title is missing."))
    values: dict[str, Any] = {"titles": titles, **_when(texts, clock)}
    for name, most in LONGEST.items():
        if name in texts:
            values[name] = one_line(texts[name], most)
    if "zone" in texts:
        values["zone_id"] = cells.zone(texts, kind, zones)
    for name in {"online_at", "link"} & texts.keys():
        values[name] = links(texts[name])[0]
    if said := by_language(texts, "description", 5_000):
        values["descriptions"] = said
    if "audience" in texts:
        values["audience"] = _choice(texts["audience"], Audience.choices)
    if not {"zone_id", "place", "online_at"} & values.keys():
        raise Wrong(_("Enter a place, a territory or a web address."))
    return {**values, **point(texts)}


def _when(texts: Mapping[str, str], clock: str) -> dict[str, Any]:
    named = texts.get("time_zone", clock)
    if named not in clocks.known():
        raise Wrong(_("“%(text)s” is not a time zone. Enter it like Europe/Paris."), text=named)
    if fold(texts.get("is_all_day", "")) in YES:
        return _whole_days(texts, named)
    begins = _moment(texts.get("begins", ""), texts.get("begins_time", ""), named)
    if begins is None:
        raise Wrong(_("Enter a date, like 2027-03-21 or 21/03/2027."))
    day = texts.get("ends") or (texts["begins"].split()[0] if texts.get("ends_time") else "")
    ends = _moment(day, texts.get("ends_time", ""), named) if day else None
    if ends is not None and (words := clocks.wrong_end(begins, ends)):
        raise Wrong(words)
    said = {"starts_at": begins.isoformat(), "is_all_day": False, "time_zone": named}
    return said | ({"ends_at": ends.isoformat()} if ends else {})


def _whole_days(texts: Mapping[str, str], clock: str) -> dict[str, Any]:
    """A date without hours: those that stand beside its days count for nothing."""
    first, last = (_parted(texts.get(name, ""))[0] for name in ("begins", "ends"))
    if not first:
        raise Wrong(_("Enter a date, like 2027-03-21 or 21/03/2027."))
    days = [_known_day(text) for text in (first, last or first)]
    try:
        begins, ends = clocks.whole_days(days[0], days[1], clock)
    except clocks.NoSuchHour as none:
        raise Wrong(str(none)) from none
    if ends is not None and (words := clocks.wrong_end(begins, ends)):
        raise Wrong(words)
    said = {"starts_at": begins.isoformat(), "is_all_day": True, "time_zone": clock}
    return said | ({"ends_at": ends.isoformat()} if ends else {})


def _parted(text: str) -> tuple[str, str]:
    day, _space, hour = re.sub(r"(?<=\d)T(?=\d)", " ", text.strip()).partition(" ")
    return day, hour.strip()


def _known_day(text: str) -> dt.date:
    found = _day(text)
    if found is None:
        raise Wrong(_("“%(text)s” is not a date. Enter it like 2027-03-21 or 21/03/2027."), text=text)
    return found


def _moment(day: str, hour: str, clock: str) -> dt.datetime | None:
    """``2027-03-21T18:30``, or a day and an hour in one cell or two."""
    first, rest = _parted(day)
    if not first:
        return None
    hour = hour.strip() or rest
    if not hour:
        raise Wrong(_("Enter a time, like 18:30, or “yes” in a column “all day”."))
    on, at = _known_day(first), _HOUR.match(hour)
    try:
        assert at is not None
        typed = dt.datetime.combine(on, dt.time(int(at[1]), int(at[2] or 0)))
        return _exact(typed, at, clock) if at["offset"] else clocks.moment(typed, clock)
    except clocks.NoSuchHour as none:
        raise Wrong(str(none)) from none
    except (AssertionError, ValueError, OverflowError) as wrong:
        raise Wrong(_("“%(text)s” is not a time. Enter it like 18:30."), text=hour) from wrong


def _exact(typed: dt.datetime, at: re.Match[str], clock: str) -> dt.datetime:
    """A moment that the file tells by its distance from UTC, whatever the clock of the place shows then."""
    ahead = dt.timedelta(hours=int(at["hours"] or 0), minutes=int(at["minutes"] or 0))
    if at["sign"] in {"-", "−"}:
        ahead = -ahead
    found = typed.replace(tzinfo=dt.timezone(ahead)).astimezone(dt.UTC)
    clocks.moment(found.astimezone(ZoneInfo(clock)).replace(tzinfo=None), clock)  # years that can be
    return found


def _day(text: str) -> dt.date | None:
    for how in _DAYS:
        try:
            return dt.datetime.strptime(text, how).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    return None


def _choice(text: str, choices: Sequence[tuple[str, str | Promise]]) -> str:
    wanted = fold(text)
    for value, words in choices:
        if wanted in {value, fold(str(words))}:
            return str(value)
    known = ", ".join(dict.fromkeys(str(words) for _value, words in choices))
    raise Wrong(_("“%(text)s” is unknown. Use one of: %(known)s."), text=text, known=known)
