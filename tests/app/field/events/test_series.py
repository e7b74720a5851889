"""Events that repeat: filled, extended, changed from one on, ended; what calendars are told."""

import datetime as dt
from collections.abc import Callable, Collection
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.test import Client
from django.utils import timezone, translation

from hustings.field.events import actions, hooks
from hustings.field.events.actions.series import Scope
from hustings.field.events.models import Event, Series, Shift
from hustings.field.events.recurrence import patterns, rules
from hustings.field.volunteers.models import Skill
from tests.app.field.events.test_agenda import read
from tests.app.field.events.test_hooks import Listener

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]
PARIS = ZoneInfo("Europe/Paris")


class Registered(Listener):
    """Somebody is registered for these."""

    def __init__(self, *keys: int) -> None:
        super().__init__()
        self.keys = set(keys)

    def used(self, keys: Collection[int]) -> Collection[int]:
        return self.keys & set(keys)


def tuesday(hour: int = 19) -> dt.datetime:
    """The next but one."""
    today = timezone.localdate(timezone=PARIS)
    day = today + dt.timedelta(days=(1 - today.weekday()) % 7 + 7)
    return dt.datetime.combine(day, dt.time(hour), PARIS)


@pytest.fixture
def weekly(announce: Announce) -> list[Event]:
    """A meeting on ten Tuesdays from 19:00 to 21:00."""
    start = tuesday()
    first = announce("Café", starts_at=start, ends_at=start + dt.timedelta(hours=2))
    actions.repeat(event=first, rule="FREQ=WEEKLY;BYDAY=TU", until=None, count=10, user=None)
    return dates(first)


def dates(event: Event) -> list[Event]:
    event.refresh_from_db()
    return list(Event.objects.filter(series=event.series_id).order_by("recurrence_id"))


def locals_of(found: list[Event]) -> list[str]:
    return [f"{event.begins:%a %H:%M}" for event in found]


def test_a_rule_fills_eighteen_months_and_the_night_goes_on(announce: Announce) -> None:
    first = announce("Marché", starts_at=tuesday(8))
    skill = Skill.objects.create(names={"fr": "Camion"})
    Shift.objects.filter(event=first).update(capacity=5, taken=3, starts_at=tuesday(7))
    first.shifts.get().skills.add(skill)
    series = actions.repeat(event=first, rule="FREQ=WEEKLY;BYDAY=TU", until=None, count=None, user=None)
    found = dates(first)
    assert 76 <= len(found) <= 79 and {*locals_of(found)} == {"Tue 08:00"}
    assert len({event.uid for event in found}) == len(found)
    shift = found[30].shifts.get()
    assert (shift.capacity, shift.taken, list(shift.skills.all())) == (5, 0, [skill])
    assert shift.starts_at and f"{shift.starts_at.astimezone(PARIS):%H:%M}" == "07:00"
    Series.objects.update(expanded_until=timezone.localdate())
    Event.objects.filter(pk__in=[event.pk for event in found[5:]]).delete()
    for _again in range(2):
        actions.extend_all()
    assert len(dates(first)) == len(found), "what lies beyond is filled again, once"
    with pytest.raises(actions.Repeated):
        actions.repeat(event=first, rule=series.rule, until=None, count=3, user=None)


def test_the_hour_stays_when_clocks_change(announce: Announce) -> None:
    start = dt.datetime(2031, 3, 27, 2, 30, tzinfo=PARIS)
    first = announce("Nuit", starts_at=start)
    actions.repeat(event=first, rule="FREQ=DAILY", until=None, count=5, user=None)
    assert [f"{event.begins:%d %H:%M}" for event in dates(first)] == [
        "27 02:30", "28 02:30", "29 02:30", "30 03:30", "31 02:30",
    ]  # fmt: skip


def test_only_this_one(weekly: list[Event]) -> None:
    third = weekly[2]
    later = third.starts_at + dt.timedelta(hours=1)
    actions.change_series(event=third, values={"starts_at": later, "place": "Mairie"}, scope=Scope.ONE)
    found = dates(third)
    assert locals_of(found)[1:4] == ["Tue 19:00", "Tue 20:00", "Tue 19:00"]
    assert found[2].is_own and found[2].recurrence_id == later - dt.timedelta(hours=1)
    actions.change_series(event=found[0], values={"place": "Gare", "titles": {"fr": "B"}}, scope=Scope.ALL)
    assert [event.place for event in dates(third)] == ["Gare"] * 2 + ["Mairie"] + ["Gare"] * 7


def test_this_and_following_parts_the_series(weekly: list[Event]) -> None:
    fourth, day = weekly[3], weekly[3].begins.date()
    times = {
        "starts_at": fourth.starts_at + dt.timedelta(days=1),
        "ends_at": fourth.starts_at + dt.timedelta(days=1, hours=3),
    }
    seats = [shift.pk for event in weekly for shift in event.shifts.all()]
    actions.change_series(event=fourth, values={**times, "place": "Gare"}, scope=Scope.FOLLOWING)
    before, after = dates(weekly[0]), dates(fourth)
    assert (len(before), len(after)) == (3, 7)
    assert [event.pk for event in before + after] == [event.pk for event in weekly], "each stays what it was"
    assert seats == [shift.pk for event in before + after for shift in event.shifts.all()]
    assert {*locals_of(before)} == {"Tue 19:00"} and {*locals_of(after)} == {"Wed 19:00"}
    assert all(event.ends and f"{event.ends:%H:%M}" == "22:00" for event in after)
    old, new = before[0].series, after[0].series
    assert old and new and (old.count, new.count, new.rule) == (None, 7, "FREQ=WEEKLY;BYDAY=WE")
    assert old.until_on == day - dt.timedelta(days=1) and old.uid != new.uid


def test_all_ahead_move_and_those_past_stay(weekly: list[Event], monkeypatch: pytest.MonkeyPatch) -> None:
    now = weekly[4].starts_at - dt.timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    values = {"starts_at": weekly[6].starts_at - dt.timedelta(hours=1)}
    actions.change_series(event=weekly[6], values=values, scope=Scope.ALL)
    assert locals_of(dates(weekly[0])) == ["Tue 19:00"] * 4
    assert locals_of(dates(weekly[6])) == ["Tue 18:00"] * 6


def test_cancelling_the_rest_ends_the_series(announce: Announce) -> None:
    first = announce("Café", starts_at=tuesday())
    actions.repeat(event=first, rule="FREQ=WEEKLY;BYDAY=TU", until=None, count=None, user=None)
    found = dates(first)
    with hooks.hearers.replaced(Registered(found[40].pk)):
        actions.cancel_series(event=found[2], reasons={"fr": "Fini"}, scope=Scope.FOLLOWING)
    left = dates(first)
    assert [bool(event.cancelled_at) for event in left[:3]] == [False, False, True]
    assert left[-1].pk == found[40].pk and left[-1].cancelled_at and len(left) < 15
    actions.extend_all()
    assert len(dates(first)) == len(left)


def test_a_date_is_left_out_unless_people_count_on_it(weekly: list[Event]) -> None:
    with hooks.hearers.replaced(Registered(weekly[4].pk)), pytest.raises(actions.Repeated):
        actions.leave_out(event=weekly[4])
    actions.leave_out(event=weekly[4])
    Series.objects.update(expanded_until=None)
    actions.extend_all()
    assert len(dates(weekly[0])) == 9


def test_calendars_are_told_the_rule_and_what_differs(
    client: Client, weekly: list[Event], at_once: Any
) -> None:
    at_once(actions.change_series, event=weekly[2], values={"place": "Mairie"}, scope=Scope.ONE)
    at_once(actions.cancel_series, event=weekly[3], reasons={}, scope=Scope.ONE)
    at_once(actions.leave_out, event=weekly[5])
    cal = icalendar.Calendar.from_ical(read(client, "/fr/calendar.ics"))
    master, *rest = cal.walk("VEVENT")
    assert master["RRULE"].to_ical() == b"FREQ=WEEKLY;COUNT=10;BYDAY=TU"
    assert [each["RECURRENCE-ID"].dt for each in rest] == [weekly[2].starts_at, weekly[3].starts_at]
    assert {str(each["UID"]) for each in [master, *rest]} == {str(weekly[0].series and weekly[0].series.uid)}
    assert [each["STATUS"] for each in rest] == ["CONFIRMED", "CANCELLED"]
    assert [at.dt for at in master["EXDATE"].dts] == [weekly[5].starts_at]
    one = icalendar.Calendar.from_ical(read(client, f"/fr/calendar/{weekly[6].pk}.ics")).walk("VEVENT")
    assert len(one) == 1 and "RRULE" not in one[0] and one[0]["RECURRENCE-ID"].dt == weekly[6].starts_at


def test_choices_are_plain_and_move_along() -> None:
    with translation.override("en"):
        told = dict(patterns.choices(dt.date(2031, 3, 25)))  # the fourth Tuesday, and the last
    assert told["FREQ=WEEKLY;BYDAY=TU"] == "Every week on Tuesday"
    assert told["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"] == "Every second week on Tuesday"
    assert told["FREQ=MONTHLY;BYDAY=4TU"] == "Every fourth Tuesday of the month"
    assert told["FREQ=MONTHLY;BYDAY=-1TU"] == "Every last Tuesday of the month"
    assert rules.moved("FREQ=MONTHLY;BYDAY=-1TU", dt.date(2031, 3, 26)) == "FREQ=MONTHLY;BYDAY=-1WE"
    assert rules.moved("FREQ=MONTHLY;BYMONTHDAY=4", dt.date(2031, 3, 5)) == "FREQ=MONTHLY;BYMONTHDAY=5"
    assert rules.moved("FREQ=MONTHLY;BYDAY=1TU", dt.date(2031, 3, 3)) == "FREQ=MONTHLY;BYDAY=1MO"
    assert rules.moved("FREQ=DAILY", dt.date(2031, 3, 5)) == "FREQ=DAILY"


def test_the_team_repeats_an_event_in_hq(client: Client, carla: Any, announce: Announce) -> None:
    client.force_login(carla)
    start = tuesday()
    event = announce("Café", starts_at=start, ends_at=start + dt.timedelta(hours=2))
    url = f"/hq/agenda/{event.pk}/repetition/"
    html = read(client, url)
    assert "RRULE" not in html and 'value="FREQ=WEEKLY;BYDAY=TU"' in html
    said = {"rule": "FREQ=WEEKLY;BYDAY=TU", "ends": "until", "until": ""}
    assert client.post(url, said).status_code == 422
    assert client.post(url, said | {"until": f"{start.date():%Y-%m-%d}"}).status_code == 422
    assert client.post(url, said | {"rule": "FREQ=SECONDLY"}).status_code == 422
    assert client.post(url, said | {"ends": "count", "count": "6"}).status_code == 302
    found = dates(event)
    assert len(found) == 6
    assert read(client, f"/hq/agenda/{event.pk}/").count(f"/hq/agenda/{found[3].pk}/") == 1
    typed = {
        "title_fr": "Café", "kind": "meeting", "audience": "everybody", "place": "Salle", "capacity": "30",
        "starts_at": f"{found[2].begins:%Y-%m-%d}T20:00", "ends_at": f"{found[2].begins:%Y-%m-%d}T22:00",
    }  # fmt: skip
    edit = f"/hq/agenda/{found[2].pk}/edit/"
    assert client.post(edit, typed).status_code == 422, "which dates is always asked"
    assert client.post(edit, typed | {"scope": "following"}).status_code == 302
    assert locals_of(dates(event)) == ["Tue 19:00"] * 2 and locals_of(dates(found[2])) == ["Tue 20:00"] * 4
    assert {shift.capacity for each in dates(found[2]) for shift in each.shifts.all()} == {30}
    assert client.post(f"/hq/agenda/{found[4].pk}/leaving-out/").status_code == 302
    gone = {"scope": "all", "reason_fr": "Grève"}
    assert client.post(f"/hq/agenda/{found[2].pk}/cancellation/", gone).status_code == 302
    assert [bool(each.cancelled_at) for each in dates(found[2])] == [True] * 3


def test_shifts_go_to_later_dates_where_nobody_is_registered(
    client: Client, carla: Any, weekly: list[Event]
) -> None:
    client.force_login(carla)
    Shift.objects.filter(event=weekly[6]).update(taken=1)
    one = weekly[4].shifts.get()
    rows = {
        "shift-TOTAL_FORMS": 2, "shift-INITIAL_FORMS": 1, "shift-0-pk": one.pk, "shift-0-name_fr": "Accueil",
        "shift-1-name_fr": "Rangement", "following": "on",
    }  # fmt: skip
    assert client.post(f"/hq/agenda/{weekly[4].pk}/shifts/", rows).status_code == 302
    assert [event.shifts.count() for event in weekly] == [1] * 4 + [2, 2, 1, 2, 2, 2]


def test_a_series_is_published_as_one(client: Client, carla: Any, announce: Announce) -> None:
    event = announce("Café", starts_at=tuesday(), show=False)
    actions.repeat(event=event, rule="FREQ=WEEKLY;BYDAY=TU", until=None, count=4, user=None)
    actions.show(event=event, user=carla)
    assert all(each.shown_at for each in dates(event))


def test_lists_show_the_next_date_of_a_series_and_its_page_the_others(
    client: Client, carla: Any, announce: Announce, weekly: list[Event], at_once: Any
) -> None:
    announce("Débat", days=200)
    Shift.objects.filter(event=weekly[0]).update(capacity=30, taken=4)
    html = read(client, "/fr/agenda/")
    assert html.count('<li class="date-line">') == 2 and "Chaque semaine, le mardi" in html
    at_once(actions.cancel_series, event=weekly[0], reasons={}, scope=Scope.ONE)
    html = read(client, "/fr/agenda/")
    assert weekly[0].path in html and weekly[1].path in html and weekly[2].path not in html
    html = read(client, f"/fr/agenda/{weekly[1].path}")
    assert weekly[2].path in html and weekly[0].path not in html and "Mardi " in html
    client.force_login(carla)
    html = read(client, "/hq/agenda/")
    assert "4 / 30" in html and f"/hq/agenda/{weekly[2].pk}/" not in html
    assert f"/hq/agenda/{weekly[2].pk}/" in read(client, "/hq/agenda/?dates=all")


def test_a_rhythm_is_said_in_the_language_of_its_reader() -> None:
    with translation.override("fr"):
        assert patterns.words("FREQ=MONTHLY;BYDAY=2TU") == "Le deuxième mardi du mois"
        assert patterns.words("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR") == "Une semaine sur deux, le vendredi"
