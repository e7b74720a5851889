"""Dates as calendars take them (RFC 5545).

A UID never changes and SEQUENCE grows with each change; a cancelled date is told as CANCELLED. Written line
by line: a library that makes objects of each value takes a second for a thousand dates.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from zoneinfo import ZoneInfo

import icalendar
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.events.models import Event, EventQuerySet

MOST = 1_000
BACK = dt.timedelta(days=30)
WIDEST = 75  # bytes of a line
_START = (
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Hustings//Agenda//EN", "METHOD:PUBLISH",
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",  # when programs may ask again
)  # fmt: skip
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # what no text of a calendar may hold
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def held(found: EventQuerySet) -> EventQuerySet:
    """Those that a calendar holds: of the last month, and ahead."""
    since = timezone.now() - BACK
    return found.filter(over_at__gte=since).order_by("starts_at", "pk")[:MOST]


def written(events: Iterable[Event], *, name: str, address: Callable[[Event], str]) -> bytes:
    told = list(events)
    clocks = sorted({event.time_zone for event in told} - {"UTC"})
    head = [*_START, f"NAME:{_line(name)}", f"X-WR-CALNAME:{_line(name)}"]
    entries = (_folded(line) for event in told for line in _entry(event, address(event)))
    return b"".join([*map(_folded, head), *map(_zone, clocks), *entries, b"END:VCALENDAR\r\n"])


@lru_cache(50)
def _zone(clock: str) -> bytes:
    this = timezone.now().year
    made = icalendar.Timezone.from_tzinfo(
        ZoneInfo(clock), first_date=dt.date(this - 1, 1, 1), last_date=dt.date(this + 4, 1, 1)
    )
    return bytes(made.to_ical())


def _entry(event: Event, address: str) -> Iterator[str]:
    title, is_off = event.title, event.cancelled_at is not None
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"SEQUENCE:{event.sequence}"
    for what, moment in (
        ("DTSTAMP", event.changed_at), ("LAST-MODIFIED", event.changed_at), ("CREATED", event.created_at),
    ):  # fmt: skip
        yield f"{what}:{moment.astimezone(dt.UTC):%Y%m%dT%H%M%S}Z"
    yield from _when(event)
    yield f"SUMMARY:{_line(_('Cancelled: %(title)s') % {'title': title} if is_off else title)}"
    yield f"STATUS:{'CANCELLED' if is_off else 'CONFIRMED'}"
    yield f"TRANSP:{'TRANSPARENT' if is_off else 'OPAQUE'}"
    yield f"CATEGORIES:{_text(str(event.get_kind_display()))}"
    if where := event.where or event.public_online_at:
        yield f"LOCATION:{_text(where)}"
    if event.latitude is not None and event.longitude is not None:
        yield f"GEO:{event.latitude};{event.longitude}"
    said = (event.reason if is_off else "", event.description, event.public_online_at, event.link)
    if text := "\n\n".join(part for part in said if part):
        yield f"DESCRIPTION:{_text(text)}"
    if address:
        yield f"URL:{address}"
    yield "END:VEVENT"


def _when(event: Event) -> Iterator[str]:
    if event.is_all_day:  # the end is the day after the last
        yield f"DTSTART;VALUE=DATE:{event.first_day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.last_day + dt.timedelta(days=1):%Y%m%d}"
        return
    yield f"DTSTART{_local(event.begins, event.time_zone)}"
    if event.ends:
        yield f"DTEND{_local(event.ends, event.time_zone)}"


def _local(moment: dt.datetime, clock: str) -> str:
    """Moments by the clock of the place, so that its rules are followed; a doubled hour's second in UTC."""
    if moment.fold:
        return f":{moment.astimezone(dt.UTC):%Y%m%dT%H%M%S}Z"
    stamp = f"{moment:%Y%m%dT%H%M%S}"
    return f":{stamp}Z" if clock == "UTC" else f";TZID={clock}:{stamp}"


def _text(text: str) -> str:
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_ESCAPED)


def _line(text: str) -> str:
    return _text(" ".join(text.split()))


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 bytes, no character torn."""
    data = line.encode()
    if len(data) <= WIDEST:
        return data + b"\r\n"
    pieces, start, end = [], 0, WIDEST
    while end < len(data):
        while data[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        pieces.append(data[start:end])
        start, end = end, end + WIDEST - 1
    return b"\r\n ".join([*pieces, data[start:]]) + b"\r\n"
