"""Dates as calendars take them (RFC 5545).

A series is told by its rule, and by each date that differs from it: docs/explanation/recurring-events.md. A
UID never changes and SEQUENCE grows with each change; a cancelled date is told as CANCELLED. Written line by
line: a library that makes objects of each value takes a second for a thousand dates.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.events.models import Event, EventQuerySet, Series, hosting_groups

MOST = 1_000
BACK = dt.timedelta(days=30)
WIDEST = 75  # bytes of a line
_MINUTE = dt.timedelta(minutes=1)
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


def written(
    events: Iterable[Event],
    *,
    name: str,
    address: Callable[[Event], str],
    are_whole: bool = True,
    are_theirs: bool = False,
) -> bytes:
    """The calendar of these. ``are_whole``: of a series that one is of, its rule is told, too.
    ``are_theirs``: for somebody who comes, and so may know links for participants.
    """
    told = list(events)
    for event in told:
        event.is_link_private = event.is_link_private and not are_theirs
    masters = _masters(told) if are_whole else {}
    clocks = sorted({event.time_zone for event in told} - {"UTC"})
    head = [*_START, f"NAME:{_line(name)}", f"X-WR-CALNAME:{_line(name)}"]
    lines = (line for event in told for line in _lines(event, masters, address(event)))
    return b"".join(
        [
            *map(_folded, head),
            *(_zone(clock, timezone.now().year) for clock in clocks),
            *map(_folded, lines),
            b"END:VCALENDAR\r\n",
        ]
    )


class _Master:
    """A series as a calendar tells it: by one date that is as its rule says, and the starts left out."""

    def __init__(self, series: Any, model: Event, left_out: list[dt.datetime]) -> None:
        self.series, self.model, self.left_out = series, model, left_out


def _masters(told: Iterable[Event]) -> dict[int, _Master]:
    """The series of these events, by number, each beside the first event that speaks for it."""
    plain: dict[int, Event] = {}
    shown: dict[int, set[dt.datetime]] = defaultdict(set)
    for event in told:
        if event.series_id and event.recurrence_id:
            shown[event.series_id].add(event.recurrence_id)
            if not event.differs:
                plain.setdefault(event.series_id, event)
    if not plain:
        return {}
    left_out = _differing(plain, shown)
    for series in Series.objects.filter(pk__in=plain):
        first, last = min(shown[series.pk]), max(shown[series.pk])
        starts = map(series.moment, series.starts(last.date() + dt.timedelta(days=1)))
        left_out[series.pk] |= {at for at in starts if first <= at <= last} - shown[series.pk]
    return {pk: _Master(event.series, event, sorted(left_out[pk])) for pk, event in plain.items()}


def _differing(series: Iterable[int], shown: Mapping[int, set[dt.datetime]]) -> dict[int, set[dt.datetime]]:
    """Dates of these series that are not as their rule says and stand in no list of ``shown``: older ones."""
    found: dict[int, set[dt.datetime]] = defaultdict(set)
    rows = Event.objects.filter(series__in=series, recurrence_id__isnull=False).differing().order_by()
    for pk, at in rows.values_list("series", "recurrence_id"):
        if at and at not in shown[pk]:
            found[pk].add(at)
    return found


def _lines(event: Event, masters: dict[int, _Master], address: str) -> Iterator[str]:
    """An event; of a series, its rule in the place of the first that is as it says, and what differs."""
    master = masters.get(event.series_id or 0)
    if master and master.model is event:
        yield from _entry(event, address, master)
    elif not master or event.differs:
        yield from _entry(event, address)


@lru_cache(500)
def _zone(clock: str, year: int) -> bytes:
    """The changes of a clock from the year before on, five years long.

    Each is told by the local time before it (RFC 5545 3.6.5), on a line of its own: some
    programs read no more than the first of a list.
    """
    zone, hour = ZoneInfo(clock), dt.timedelta(hours=1)
    at, last = dt.datetime(year - 1, 1, 1, tzinfo=dt.UTC), dt.datetime(year + 4, 1, 1, tzinfo=dt.UTC)
    state = _state(zone, at)
    onsets = {(state, state.offset): [at + state.offset]}
    while (at := at + 24 * hour) < last:
        if _state(zone, at) == state:
            continue
        first = next(
            then for n in range(24 * 60) if _state(zone, then := at - 24 * hour + n * _MINUTE) != state
        )
        new = _state(zone, first)
        onsets.setdefault((new, state.offset), []).append(first + state.offset)
        state = new
    lines = ["BEGIN:VTIMEZONE", f"TZID:{clock}"]
    for (of, before), moments in onsets.items():
        part = "DAYLIGHT" if of.is_summer else "STANDARD"
        lines += [f"BEGIN:{part}", f"DTSTART:{moments[0]:%Y%m%dT%H%M%S}"]
        lines += [f"RDATE:{each:%Y%m%dT%H%M%S}" for each in moments[1:]]
        lines += [f"TZNAME:{of.name}", f"TZOFFSETFROM:{_offset(before)}", f"TZOFFSETTO:{_offset(of.offset)}"]
        lines.append(f"END:{part}")
    return b"".join(map(_folded, [*lines, "END:VTIMEZONE"]))


class _State(NamedTuple):
    offset: dt.timedelta
    name: str
    is_summer: bool


def _state(zone: ZoneInfo, at: dt.datetime) -> _State:
    local = at.astimezone(zone)
    return _State(local.utcoffset() or dt.timedelta(), local.tzname() or "", bool(local.dst()))


def _offset(span: dt.timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _entry(event: Event, address: str, master: _Master | None = None) -> Iterator[str]:
    title, is_off = event.title, event.cancelled_at is not None
    yield "BEGIN:VEVENT"
    yield f"UID:{event.series.uid if event.series else event.uid}"
    yield f"SEQUENCE:{_sequence(event, master)}"
    changed = max(event.changed_at, master.series.changed_at) if master else event.changed_at
    for what, moment in (
        ("DTSTAMP", changed), ("LAST-MODIFIED", changed), ("CREATED", event.created_at),
    ):  # fmt: skip
        yield f"{what}:{moment.astimezone(dt.UTC):%Y%m%dT%H%M%S}Z"
    if master:
        yield from _repeated(event, master)
    else:
        if event.series and event.recurrence_id:
            yield f"RECURRENCE-ID{_start(event.series, event.recurrence_id)}"
        yield from _when(event)
    yield f"SUMMARY:{_line(_('Cancelled: %(title)s') % {'title': title} if is_off else title)}"
    yield f"STATUS:{'CANCELLED' if is_off else 'CONFIRMED'}"
    yield f"TRANSP:{'TRANSPARENT' if is_off else 'OPAQUE'}"
    yield f"CATEGORIES:{_text(str(event.get_kind_display()))}"
    if where := event.where or event.public_online_at:
        yield f"LOCATION:{_text(where)}"
    if event.latitude is not None and event.longitude is not None:
        yield f"GEO:{event.latitude};{event.longitude}"
    groups = [one.name for one in hosting_groups(event) if one.is_shown]
    by = _("With %(groups)s") % {"groups": ", ".join(groups)} if groups else ""
    said = (event.reason if is_off else "", event.description, by, event.public_online_at, event.link)
    if text := "\n\n".join(part for part in said if part):
        yield f"DESCRIPTION:{_text(text)}"
    if address:
        yield f"URL:{address}"
    yield "END:VEVENT"


def _sequence(event: Event, master: _Master | None) -> int:
    """A rule counts its own changes: the date that speaks for it is another one each week."""
    if master:
        return int(master.series.sequence)
    return event.sequence + (event.series.sequence if event.series else 0)


def _repeated(event: Event, master: _Master) -> Iterator[str]:
    """Begin and end of the first date by the rule, which lasts as long as this one; then the rule."""
    series = master.series
    first = event.copy_at(series.moment(series.first))
    yield from _when(first)
    ends = ""
    if series.count:
        ends = f";COUNT={series.count}"
    elif series.until_on and series.at is None:
        ends = f";UNTIL={series.until_on:%Y%m%d}"
    elif series.until_on:
        last = series.moment(dt.datetime.combine(series.until_on, dt.time(23, 59, 59)))
        ends = f";UNTIL={last.astimezone(dt.UTC):%Y%m%dT%H%M%S}Z"
    yield f"RRULE:{series.rule}{ends}"
    left_out = {series.moment(dt.datetime.fromisoformat(text)) for text in series.exceptions}
    for at in sorted(left_out | set(master.left_out)):
        yield f"EXDATE{_start(series, at)}"


def _start(series: Series, at: dt.datetime) -> str:
    """A start by the rule, as RECURRENCE-ID and EXDATE name it."""
    local = at.astimezone(ZoneInfo(series.time_zone))
    return f";VALUE=DATE:{local:%Y%m%d}" if series.at is None else _local(local, series.time_zone)


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
