"""What clocks mean: a day and an hour at a place, as a moment."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _


class NoSuchHour(ValueError):
    """The clocks are put forward over this hour."""


def moment(typed: dt.datetime, clock: str) -> dt.datetime:
    """What a clock in that time zone means; NoSuchHour where it never shows it."""
    made = typed.replace(tzinfo=ZoneInfo(clock))
    found = made.astimezone(dt.UTC)
    if found.astimezone(ZoneInfo(clock)).replace(tzinfo=None) != typed:
        raise NoSuchHour(_("The clocks are put forward then: this hour doesn’t exist. Choose another."))
    return found
