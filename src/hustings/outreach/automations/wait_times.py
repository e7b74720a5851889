"""When a wait is over. Pure.

``value``: ``n`` and ``unit``, perhaps ``weekday`` (1 is Monday) and ``at``; or ``on`` a day.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.foundation.lib.dates import date_format

MORNING = dt.time(9)
MOST = {"hours": 24 * 90, "days": 730}
WEEKDAYS = {
    1: gettext_lazy("Monday"), 2: gettext_lazy("Tuesday"), 3: gettext_lazy("Wednesday"),
    4: gettext_lazy("Thursday"), 5: gettext_lazy("Friday"), 6: gettext_lazy("Saturday"),
    7: gettext_lazy("Sunday"),
}  # fmt: skip
Value = Mapping[str, Any]


def hour(value: Value) -> dt.time | None:
    return dt.time.fromisoformat(value["at"]) if value.get("at") else None


def day(value: Value, clock: dt.tzinfo) -> dt.datetime | None:
    """The very moment that it waits for, whoever comes; None where each has their own."""
    if not value.get("on"):
        return None
    return dt.datetime.combine(dt.date.fromisoformat(value["on"]), hour(value) or MORNING, tzinfo=clock)


def due(value: Value, now: dt.datetime, clock: dt.tzinfo) -> dt.datetime:
    """When somebody who arrives ``now`` and lives by ``clock`` goes on."""
    if moment := day(value, clock):
        return max(moment, now)
    n, at = int(value.get("n") or 0), hour(value)
    if value.get("unit") == "hours":
        local = (now + dt.timedelta(hours=n)).astimezone(clock)
    else:  # the same hour of a later day, whatever the clocks did in between
        local = now.astimezone(clock)
        local = dt.datetime.combine(local.date() + dt.timedelta(days=n), local.time(), tzinfo=clock)
    weekday = int(value.get("weekday") or 0)
    if not at and not weekday:
        return local.astimezone(dt.UTC)
    on = local.date()
    while True:
        moment = dt.datetime.combine(on, at or MORNING, tzinfo=clock)
        if moment >= local and weekday in {0, on.isoweekday()}:
            return moment.astimezone(dt.UTC)
        on += dt.timedelta(days=1)


def is_late(value: Value, due_at: dt.datetime, clock: dt.tzinfo) -> bool:
    """Whether whoever goes on at ``due_at`` came after the day that it waits for."""
    moment = day(value, clock)
    return moment is not None and due_at > moment


def says(value: Value) -> str:
    at = value.get("at") or ""
    if value.get("on"):
        shown = date_format(dt.date.fromisoformat(value["on"]))
        return _("Wait until %(day)s, %(hour)s") % {"day": shown, "hour": at or "09:00"}
    n = int(value.get("n") or 0)
    words = ""
    if n and value.get("unit") == "hours":
        words = ngettext("Wait %(n)d hour", "Wait %(n)d hours", n) % {"n": n}
    elif n:
        words = ngettext("Wait %(n)d day", "Wait %(n)d days", n) % {"n": n}
    weekday = WEEKDAYS.get(int(value.get("weekday") or 0))
    if not weekday and not at:
        return words or _("No wait")
    until = _("%(day)s, %(hour)s") % {"day": weekday, "hour": at or "09:00"} if weekday else at
    if words:
        return _("%(wait)s, then until %(moment)s") % {"wait": words, "moment": until}
    return _("Wait until %(moment)s") % {"moment": until}


def campaign_clock() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)
