"""Plain choices of a rhythm, from the day of a first date, and a rule in words."""

import datetime as dt

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hustings.field.events.recurrence import rules


def choices(first: dt.date) -> list[tuple[str, str]]:
    """Rules that a series beginning on that day may have, with their words."""
    weekday, n = rules.DAYS[first.weekday()], rules.nth(first)
    found = [f"FREQ=WEEKLY;BYDAY={weekday}", f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}"]
    if n <= 4:
        found.append(f"FREQ=MONTHLY;BYDAY={n}{weekday}")
    if rules.is_last(first):
        found.append(f"FREQ=MONTHLY;BYDAY=-1{weekday}")
    if first.day <= 28:
        found.append(f"FREQ=MONTHLY;BYMONTHDAY={first.day}")
    found += ["FREQ=DAILY", f"FREQ=WEEKLY;INTERVAL=4;BYDAY={weekday}"]
    return [(rule, words(rule)) for rule in found]


def words(rule: str) -> str:
    """``Every second week on Tuesday``."""
    parts = rules.read(rule)
    every = int(parts.get("INTERVAL", 1))
    if parts["FREQ"] == "DAILY":
        return _("Every day") if every == 1 else _("Every %(n)s days") % {"n": every}
    if parts["FREQ"] == "MONTHLY":
        return _monthly(parts)
    day = {"day": WEEKDAYS[rules.DAYS.index(parts["BYDAY"])], "n": every}
    if every == 1:
        return _("Every week on %(day)s") % day
    return _("Every second week on %(day)s") % day if every == 2 else _("Every %(n)s weeks on %(day)s") % day


def _monthly(parts: dict[str, str]) -> str:
    if "BYMONTHDAY" in parts:
        return _("Every month on day %(day)s") % {"day": parts["BYMONTHDAY"]}
    at, weekday = parts["BYDAY"][:-2], parts["BYDAY"][-2:]
    names = {
        "1": pgettext("weekday of a month", "first"), "2": pgettext("weekday of a month", "second"),
        "3": pgettext("weekday of a month", "third"), "4": pgettext("weekday of a month", "fourth"),
        "-1": pgettext("weekday of a month", "last"),
    }  # fmt: skip
    told = {"which": names[at], "day": WEEKDAYS[rules.DAYS.index(weekday)]}
    return _("Every %(which)s %(day)s of the month") % told
