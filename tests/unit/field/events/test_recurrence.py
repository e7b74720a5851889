"""Random series × zones whose clocks change × exceptions: a model of its own, and another library's reading.

The library, recurring-ical-events, pins an older python-dateutil than the platform: it is in no lock, and the
test that needs it is skipped without it. To run it, on as many series as ``HUSTINGS_SERIES`` says (200):

    pip install --no-deps --target /tmp/ical recurring-ical-events x-wr-timezone
    HUSTINGS_SERIES=2000 PYTHONPATH=src:/tmp/ical pytest -n 0 tests/unit/field/events/test_recurrence.py
"""

import datetime as dt
import os
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from hustings.field.events import calendars, clocks
from hustings.field.events.models import Event, Series
from hustings.field.events.recurrence import patterns, rules

N = int(os.environ.get("HUSTINGS_SERIES", "200"))
ZONES = [
    "Europe/Paris", "America/Sao_Paulo", "Pacific/Auckland", "Australia/Lord_Howe", "America/New_York",
    "Indian/Reunion", "Africa/Casablanca", "Pacific/Noumea", "UTC", "Europe/London",
]  # fmt: skip
HOURS = [dt.time(0, 30), dt.time(1, 30), dt.time(2), dt.time(2, 30), dt.time(3, 15), dt.time(18, 30)]
SPAN = dt.timedelta(days=500)
many = settings(max_examples=N, deadline=None, suppress_health_check=list(HealthCheck))


def days() -> st.SearchStrategy[dt.date]:
    return st.dates(dt.date(2026, 1, 1), dt.date(2029, 12, 31))


@st.composite
def rhythms(draw: st.DrawFn) -> str:
    parts = {"FREQ": draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))}
    if draw(st.booleans()):
        parts["INTERVAL"] = str(draw(st.integers(1, 4)))
    weekdays = draw(st.lists(st.sampled_from(rules.DAYS), unique=True, max_size=3))
    kind = draw(st.sampled_from(["", "weekdays", "nth", "monthdays", "months", "position"]))
    if kind == "nth" and parts["FREQ"] in {"MONTHLY", "YEARLY"}:
        parts["FREQ"] = "MONTHLY"
        at = draw(st.sampled_from(["1", "2", "3", "4", "-1", "5", "-2"]))
        parts["BYDAY"] = f"{at}{draw(st.sampled_from(rules.DAYS))}"
    elif kind == "monthdays" and parts["FREQ"] != "WEEKLY":
        found = draw(st.lists(st.sampled_from([1, 15, 28, 29, 31, -1]), unique=True, min_size=1, max_size=3))
        parts["BYMONTHDAY"] = ",".join(map(str, found))
    elif kind == "months":
        found = draw(st.lists(st.integers(1, 12), unique=True, min_size=1, max_size=4))
        parts["BYMONTH"] = ",".join(map(str, sorted(found)))
    elif kind == "position" and parts["FREQ"] == "MONTHLY":
        parts |= {"BYDAY": "MO,TU,WE,TH,FR", "BYSETPOS": draw(st.sampled_from(["1", "-1", "2"]))}
    elif weekdays and parts["FREQ"] in {"DAILY", "WEEKLY"}:
        parts["BYDAY"] = ",".join(weekdays)
    return rules.write(parts)


@st.composite
def all_of(draw: st.DrawFn) -> tuple[Series, list[dt.datetime]]:
    """A series that begins with a start of its rule, and its local starts in ``SPAN``."""
    day, at = draw(days()), draw(st.sampled_from(HOURS))
    rule = draw(rhythms())
    begun = [
        each for each in rules.expand(rule, dt.datetime.combine(day, at), up_to=day + SPAN)
        if each > dt.datetime.combine(day, at)
    ]  # fmt: skip
    assume(begun)
    is_all_day = draw(st.booleans()) and draw(st.booleans())
    series = Series(
        rule=rule, first_on=begun[0].date(), at=None if is_all_day else at,
        time_zone=draw(st.sampled_from(ZONES)),
    )  # fmt: skip
    ends = draw(st.sampled_from(["", "until", "count"]))
    if ends == "until":
        series.until_on = draw(st.sampled_from(begun)).date() + dt.timedelta(days=draw(st.integers(0, 3)))
    if ends == "count":
        series.count = draw(st.integers(1, 40))
    starts = series.starts(begun[0].date() + SPAN)
    left_out = draw(st.lists(st.sampled_from(starts), unique=True, max_size=3))
    series.exceptions = [each.isoformat() for each in left_out if len(starts) > 4]
    return series, series.starts(begun[0].date() + SPAN)


def dated(series: Series, at: dt.datetime) -> Event:
    event = Event(
        titles={"en": "Café"}, starts_at=at, time_zone=series.time_zone, is_all_day=series.at is None,
        series=series, recurrence_id=at,
    )  # fmt: skip
    event.__dict__["kind_names"] = {"en": "stall"}
    if series.at:
        event.ends_at = at + dt.timedelta(minutes=45)
    return event


def moment(found: dt.date | dt.datetime, clock: str) -> dt.datetime:
    if isinstance(found, dt.datetime):
        return found.astimezone(dt.UTC)
    return clocks.midnight(found, clock)


@many
@given(all_of(), st.data())
def test_another_library_reads_the_same(made: tuple[Series, list[dt.datetime]], data: st.DataObject) -> None:
    recurring: Any = pytest.importorskip("recurring_ical_events")
    series, starts = made
    first = dated(series, series.moment(series.first))
    expected = {series.moment(local): series.moment(local) for local in starts}
    lines = list(calendars._entry(first, "", calendars._Master(series, first, [])))
    moved = data.draw(st.lists(st.sampled_from(sorted(expected)), unique=True, max_size=3))
    for at in moved:
        own = dated(series, at)
        own.starts_at = expected[at] = at + dt.timedelta(days=1 if series.at is None else 0, minutes=90)
        if series.at is None:
            own.starts_at = expected[at] = clocks.midnight(own.begins.date(), series.time_zone)
        else:
            own.ends_at = own.starts_at + dt.timedelta(minutes=30)
        own.is_own = True
        lines += calendars._entry(own, "")
    body = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//T//EN", *lines, "END:VCALENDAR", ""])
    read = icalendar.Calendar.from_ical(body)
    since = series.moment(series.first) - dt.timedelta(days=3)
    until = since + SPAN - dt.timedelta(days=5)
    got = sorted(
        moment(each["DTSTART"].dt, series.time_zone) for each in recurring.of(read).between(since, until)
    )
    assert [at for at in got if at < until - dt.timedelta(days=3)] == sorted(
        at for at in expected.values() if at < until - dt.timedelta(days=3)
    ), body


@many
@given(days(), st.sampled_from(HOURS), st.sampled_from(ZONES), st.data())
def test_plain_choices_are_those_days_by_the_clock(
    day: dt.date, at: dt.time, zone: str, data: st.DataObject
) -> None:
    """Every day of 500 is judged for itself, and its hour is that of the place, put off over a gap."""
    rule = data.draw(st.sampled_from([rule for rule, _words in patterns.choices(day)]))
    series = Series(rule=rule, first_on=day, at=at, time_zone=zone)
    found = [series.moment(local) for local in series.starts(day + SPAN)]
    wanted = [each for each in (day + dt.timedelta(days=n) for n in range(501)) if belongs(rule, day, each)]
    shown = [each.astimezone(ZoneInfo(zone)) for each in found]
    assert [each.date() for each in shown] == wanted
    for each in shown:
        late = dt.datetime.combine(each.date(), each.time()) - dt.datetime.combine(each.date(), at)
        assert late in {dt.timedelta(), dt.timedelta(minutes=30), dt.timedelta(hours=1)}
        if late:
            with pytest.raises(clocks.NoSuchHour):
                clocks.moment(dt.datetime.combine(each.date(), at), zone)


def belongs(rule: str, first: dt.date, day: dt.date) -> bool:
    parts, weeks = rules.read(rule), (day - first).days / 7
    if parts["FREQ"] == "DAILY":
        return True
    if parts["FREQ"] == "WEEKLY":
        return weeks % int(parts.get("INTERVAL", 1)) == 0
    if "BYMONTHDAY" in parts:
        return day.day == first.day
    same = day.weekday() == first.weekday()
    if parts["BYDAY"].startswith("-1"):
        return same and (day + dt.timedelta(days=7)).month != day.month
    return same and (day.day + 6) // 7 == int(parts["BYDAY"][0])
