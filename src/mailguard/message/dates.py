"""Dates as mail writes them (RFC 5322 3.3, its obsolete forms, and what programs invent)."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

_MONTHS = dict(jan=1, feb=2, mar=3, apr=4, may=5, jun=6, jul=7, aug=8, sep=9, oct=10, nov=11, dec=12)
_CLOCK = r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?"
_ZONE = r"\s*(?:\(?(?:GMT|UTC)?([+-]\d{2}:?\d{2})|([A-Za-z]{1,5}))?"
_USUAL = re.compile(rf"(\d{{1,2}})[\s-]+([A-Za-z]{{3}})[a-z]*\.?,?[\s-]+(\d{{2,4}}),?\s+{_CLOCK}{_ZONE}")
_UNIX = re.compile(rf"([A-Za-z]{{3}})[a-z]*\s+(\d{{1,2}})\s+{_CLOCK}\s+(?:[A-Z]{{3,4}}\s+)?(\d{{4}}){_ZONE}")
_ISO = re.compile(rf"(\d{{4}})[-/](\d{{2}})[-/](\d{{2}})[T ]{_CLOCK}{_ZONE}")
# RFC 5322 4.3: other letters say nothing.
_HOURS = {"edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8}
_HOURS |= {"cet": 1, "cest": 2, "met": 1, "mest": 2, "bst": 1, "eet": 2, "eest": 3, "msk": 3, "jst": 9}


def read(text: str) -> datetime | None:
    """The moment with its offset (UTC where none is told), or None."""
    return _read(text[:200])


@lru_cache(1_024)
def _read(text: str) -> datetime | None:
    if found := _USUAL.search(text):
        day, month, year, *rest = found.groups()
        return _moment(year, _MONTHS.get(month.lower(), 0), day, *rest)
    if found := _ISO.search(text):
        year, number, day, *rest = found.groups()
        return _moment(year, int(number), day, *rest)
    if found := _UNIX.search(text):
        month, day, hour, minute, second, year, *zone = found.groups()
        return _moment(year, _MONTHS.get(month.lower(), 0), day, hour, minute, second, *zone)
    return None


def _moment(
    year: str,
    month: int,
    day: str,
    hour: str,
    minute: str,
    second: str | None,
    offset: str | None,
    zone: str | None,
) -> datetime | None:
    n_year = int(year)
    if len(year) < 4:  # RFC 5322 4.3
        n_year += 2000 if n_year < 50 else 1900
    try:
        return datetime(
            n_year,
            month,
            int(day),
            int(hour),
            int(minute),
            min(int(second or 0), 59),
            tzinfo=_zone(offset, zone),
        )
    except (ValueError, OverflowError):
        return None


@lru_cache(256)
def _zone(offset: str | None, zone: str | None) -> timezone:
    if offset:
        digits = offset.replace(":", "")
        minutes = int(digits[1:3]) * 60 + int(digits[3:5])
        if minutes < 24 * 60:
            return timezone(timedelta(minutes=-minutes if digits[0] == "-" else minutes))
    hours = _HOURS.get((zone or "").lower())
    return timezone(timedelta(hours=hours)) if hours is not None else UTC
