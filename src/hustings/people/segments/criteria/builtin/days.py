"""Days and moments as questions mean them."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from hustings.people.segments.criteria.kinds import Number

DAYS = Number(1, 36_500)
SOON = Number(0, 180)
_OLDEST = 130  # years


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day so many years earlier; for 29 February the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def midnight(day: dt.date) -> dt.datetime:
    """The moment at which ``day`` begins here."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def after(day: dt.date) -> dt.datetime:
    """The moment at which ``day`` is over."""
    return midnight(day + dt.timedelta(days=1)) if day < dt.date.max else midnight(day)


def ago(days: int) -> dt.datetime:
    """So many times 24 hours before now."""
    return timezone.now() - dt.timedelta(days=days)


def day_ago(days: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days=days)


def anniversary(column: str, days: int) -> Q:
    """Days that return within ``days``, by index ranges; 29 February on 1 March, as the civil code counts."""
    first = timezone.localdate()
    last = first + dt.timedelta(days=days)
    found = Q()
    for years in range(_OLDEST + 1):
        begin, end = years_before(first, years), years_before(last, years)
        if (first.month, first.day) == (3, 1) and not _is_leap(first.year) and _is_leap(begin.year):
            begin -= dt.timedelta(days=1)
        found |= Q(**{f"{column}__gte": begin, f"{column}__lte": end})
    return found


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
