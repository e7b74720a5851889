"""The agenda of a week as text to paste: plain, or with the bold type of WhatsApp and Telegram."""

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import groupby

from django.utils.formats import time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hustings.field.events.models import Event, EventQuerySet
from hustings.foundation.lib.dates import date_format
from hustings.foundation.territories.models import Zone

MOST = 200
_MARKS = str.maketrans({"*": "", "_": "", "~": "", "`": ""})  # what chat programs take for type


def of_week(found: EventQuerySet, monday: dt.date, clock: dt.tzinfo, zone: Zone | None) -> list[Event]:
    """Those shown that begin in the seven days, in and around a territory where one is chosen."""
    since = dt.datetime.combine(monday, dt.time(), clock)
    until = dt.datetime.combine(monday + dt.timedelta(days=7), dt.time(), clock)
    rows = found.shown().filter(starts_at__gte=since, starts_at__lt=until, cancelled_at=None)
    rows = rows.around(zone) if zone else rows
    return list(rows.for_lists().order_by("starts_at", "pk")[:MOST])


def plain(events: Sequence[Event], address: Callable[[Event], str]) -> str:
    return _written(events, address, lambda words: words.upper(), lambda words: words)


def chat(events: Sequence[Event], address: Callable[[Event], str]) -> str:
    """Days and titles in bold, by the stars that WhatsApp and Telegram take for it."""
    return _written(events, address, lambda words: f"📅 *{_unmarked(words)}*", lambda w: f"*{_unmarked(w)}*")


def _unmarked(words: str) -> str:
    return words.translate(_MARKS).strip()


def _written(
    events: Sequence[Event],
    address: Callable[[Event], str],
    of_day: Callable[[str], str],
    of_title: Callable[[str], str],
) -> str:
    blocks = []
    for day, found in groupby(events, key=lambda event: event.begins.date()):
        blocks.append(of_day(f"{capfirst(date_format(day, 'l'))} {date_format(day)}"))
        blocks += [_entry(event, address(event), of_title) for event in found]
    return "\n\n".join(blocks)


def _entry(event: Event, address: str, of_title: Callable[[str], str]) -> str:
    when = _("all day") if event.is_all_day else time_format(event.begins)
    place = event.where or (_("online") if event.online_at else "")
    lines = [f"{when} – {of_title(event.title)}", place, address]
    return "\n".join(line for line in lines if line)
