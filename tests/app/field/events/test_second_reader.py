"""Calendars as vobject reads them: another library than that of the other tests, with its own clocks."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.test import Client
from django.utils import timezone

from hustings.field.events import actions
from hustings.field.events.models import Event
from tests.app.field.events.test_agenda import read

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]


def entries(client: Client) -> list[Any]:
    """The events of the whole agenda's calendar, as that library has them."""
    return list(vobject.readOne(read(client, "/fr/calendar.ics")).vevent_list)


def utc(found: list[dt.datetime]) -> list[dt.datetime]:
    return sorted(each.astimezone(dt.UTC) for each in found)


@pytest.fixture
def start() -> dt.datetime:
    """Half past six in the evening of a Tuesday to come, by the clock of New York."""
    today = timezone.localdate()
    day = today + dt.timedelta(days=(1 - today.weekday()) % 7 + 7)
    return dt.datetime.combine(day, dt.time(18, 30), ZoneInfo("America/New_York"))


def test_texts_and_clocks_come_through(client: Client, announce: Announce, start: dt.datetime) -> None:
    title, text = "Café, thé; \\o/", "Première ligne,\nseconde ; " + "très longue " * 30
    announce(
        title, starts_at=start, ends_at=start + dt.timedelta(minutes=45), time_zone="America/New_York",
        descriptions={"fr": text},
    )  # fmt: skip
    (entry,) = entries(client)
    assert entry.summary.value == title
    assert text.strip() in entry.description.value
    assert utc([entry.dtstart.value, entry.dtend.value]) == [start, start + dt.timedelta(minutes=45)]
    assert entry.dtstart.value.tzinfo is not None
    assert entry.status.value == "CONFIRMED" and entry.uid.value and entry.url.value.startswith("http")


def test_a_day_ends_where_the_next_begins(client: Client, announce: Announce, start: dt.datetime) -> None:
    event = announce("Fête", starts_at=start, ends_at=start + dt.timedelta(days=1), is_all_day=True)
    (entry,) = entries(client)
    assert entry.dtstart.value == event.first_day
    assert entry.dtend.value == event.last_day + dt.timedelta(days=1)


def test_a_series_over_a_change_of_clocks_is_the_same_dates(
    client: Client, announce: Announce, start: dt.datetime
) -> None:
    """Forty weeks; one moved, one cancelled, one left out."""
    event = announce(
        "Café", starts_at=start, ends_at=start + dt.timedelta(hours=2), time_zone="America/New_York"
    )
    actions.repeat(event=event, rule="FREQ=WEEKLY;BYDAY=TU", until=None, count=40, user=None)
    event.refresh_from_db()
    dates = list(Event.objects.filter(series=event.series_id).order_by("recurrence_id"))
    late = dates[3].starts_at + dt.timedelta(hours=1)
    Event.objects.filter(pk=dates[3].pk).update(starts_at=late, is_own=True)
    actions.cancel(event=dates[5], reasons={"fr": "Pluie"})
    actions.leave_out(event=dates[7])
    found = entries(client)
    (master,) = [each for each in found if hasattr(each, "rrule")]
    others = {each.recurrence_id.value.astimezone(dt.UTC): each for each in found if each is not master}
    assert {each.uid.value for each in found} == {master.uid.value}
    plain = set(utc(list(master.getrruleset()))) - others.keys()
    told = [each.dtstart.value for each in others.values() if each.status.value == "CONFIRMED"]
    ours = Event.objects.filter(series=event.series_id, cancelled_at=None)
    assert utc([*plain, *told]) == utc(list(ours.values_list("starts_at", flat=True)))
    offsets = {each.astimezone(start.tzinfo).utcoffset() for each in plain}
    assert len(offsets) == 2, "summer and winter"
    (off,) = [each for each in others.values() if each.status.value == "CANCELLED"]
    assert off.recurrence_id.value.astimezone(dt.UTC) == dates[5].recurrence_id
