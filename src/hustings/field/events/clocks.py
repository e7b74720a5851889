"""Local clocks: a day and an hour at a place, as a moment."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

YEARS = range(2000, 2100)
LONGEST = dt.timedelta(days=60)


class NoSuchHour(ValueError):
    """The clocks are put forward over this hour, or no agenda reaches so far."""


@lru_cache(1)
def known() -> frozenset[str]:
    return frozenset(settings.WAGTAIL_USER_TIME_ZONES)


def _check_year(day: dt.date) -> None:
    if day.year not in YEARS:
        words = _("Enter a year from %(first)s to %(last)s.")
        raise NoSuchHour(words % {"first": YEARS[0], "last": YEARS[-1]})


def is_shown_twice(typed: dt.datetime, clock: str) -> bool:
    """Whether the clocks are put back over this hour, so that it comes once more."""
    if typed.year not in YEARS:
        return False
    first, second = (typed.replace(tzinfo=ZoneInfo(clock), fold=fold).astimezone(dt.UTC) for fold in (0, 1))
    return first < second  # over an hour that doesn't exist it is the other way round


def moment(typed: dt.datetime, clock: str, *, is_second: bool = False) -> dt.datetime:
    """Read a clock of that zone; NoSuchHour where it never shows it. ``is_second``: the later of two."""
    typed = typed.replace(fold=int(is_second))
    _check_year(typed)
    made = typed.replace(tzinfo=ZoneInfo(clock))
    found = made.astimezone(dt.UTC)
    if found.astimezone(ZoneInfo(clock)).replace(tzinfo=None) != typed:
        raise NoSuchHour(_("This time doesn’t exist: clocks go forward then. Choose another."))
    return found


def midnight(day: dt.date, clock: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), ZoneInfo(clock)).astimezone(dt.UTC)


def whole_days(first: dt.date, last: dt.date, clock: str) -> tuple[dt.datetime, dt.datetime | None]:
    """Begin and end of a date without hours: midnights, the end that after its last day; one day has none."""
    for day in (first, last):
        _check_year(day)
    ends = None if last == first else midnight(last + dt.timedelta(days=1), clock)
    return midnight(first, clock), ends


def wrong_end(begins: dt.datetime, ends: dt.datetime) -> str:
    """Fault of an end, in words; empty where there is none."""
    if ends <= begins:
        return _("The end is before the start. Correct one of them.")
    return _("This lasts more than 60 days. Create several events.") if ends - begins > LONGEST else ""


def named(clock: str) -> ZoneInfo:
    return ZoneInfo(clock)


def nearest(typed: dt.datetime, clock: str) -> dt.datetime:
    """The moment at which a clock of that zone shows this; of an hour that it leaves out, as long after it.

    RFC 5545 3.3.5: such a time means what the offset before the change makes of it. Of an hour that comes
    twice it is the first.
    """
    return typed.replace(tzinfo=ZoneInfo(clock), fold=0).astimezone(dt.UTC)
