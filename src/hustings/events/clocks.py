"""What clocks mean: a day and an hour at a place, as a moment."""

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
    """The time zones that a date may be in."""
    return frozenset(settings.WAGTAIL_USER_TIME_ZONES)


def moment(typed: dt.datetime, clock: str) -> dt.datetime:
    """What a clock in that time zone means; NoSuchHour where it never shows it."""
    if typed.year not in YEARS:
        words = _("The year can’t be right: it must be from %(first)s to %(last)s.")
        raise NoSuchHour(words % {"first": YEARS[0], "last": YEARS[-1]})
    made = typed.replace(tzinfo=ZoneInfo(clock))
    found = made.astimezone(dt.UTC)
    if found.astimezone(ZoneInfo(clock)).replace(tzinfo=None) != typed:
        raise NoSuchHour(_("The clocks are put forward then: this hour doesn’t exist. Choose another."))
    return found


def wrong_end(begins: dt.datetime, ends: dt.datetime) -> str:
    """What is wrong with an end, in words; empty where nothing is."""
    if ends <= begins:
        return _("It ends before it begins. Correct one of the two.")
    return _("It lasts longer than 60 days. Enter several dates.") if ends - begins > LONGEST else ""
