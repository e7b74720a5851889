"""Public holidays from their rules: a day of the year, a distance from Easter, a weekday of a month."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from hustings.foundation.legal.rule_sentences import Complaint, gettext_noop

_ = gettext_noop
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIXED = re.compile(r"(\d\d)-(\d\d)")
_EASTER = re.compile(r"easter([+-]\d{1,3})?")
_NTH = re.compile(rf"(first|second|third|fourth|last) ({'|'.join(WEEKDAYS)}) of (\d\d)")
_WEEKS = {"first": 0, "second": 1, "third": 2, "fourth": 3}
LEAP = 2024  # a year that has every day


class BadHoliday(Complaint):
    """A rule for a holiday that can't be read."""


@lru_cache(256)
def easter(year: int) -> date:
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, odd = divmod(century, 4)
    moved = (century + 8) // 25
    moon = (19 * golden + century - leaps - (century - moved + 1) // 3 + 15) % 30
    quarter, years = divmod(rest, 4)
    sunday = (32 + 2 * odd + 2 * quarter - moon - years) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(4096)
def day_of(rule: str, year: int) -> date | None:
    """The day that a rule means in a year; None where the year has no such day (29 February)."""
    if found := _FIXED.fullmatch(rule):
        try:
            return date(year, int(found[1]), int(found[2]))
        except ValueError:
            if year == LEAP:
                raise BadHoliday(_("The day “{rule}” doesn’t exist in any year."), rule=rule) from None
            return None
    if found := _EASTER.fullmatch(rule):
        return easter(year) + timedelta(days=int(found[1] or 0))
    if (found := _NTH.fullmatch(rule)) and 1 <= int(found[3]) <= 12:
        return _nth(found[1], WEEKDAYS.index(found[2]), year, int(found[3]))
    raise BadHoliday(
        _("“{rule}” is not a public holiday. Write 05-01, easter+39, or last monday of 05."), rule=rule
    )


def _nth(which: str, weekday: int, year: int, month: int) -> date:
    if which == "last":
        after = date(year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=(after.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * _WEEKS[which])


def is_one(day: date, rules: Iterable[str]) -> bool:
    """Whether a day is a holiday by these rules."""
    return any(day_of(rule, day.year) == day for rule in rules)
