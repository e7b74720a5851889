"""Shifts of an event in HQ: one form for all of them, which works without JavaScript."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from hustings.field.events import actions
from hustings.field.events.models import Event, Shift
from hustings.field.volunteers.models import Skill

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]


@pytest.fixture
def event(announce: Announce) -> Event:
    start = dt.datetime(2031, 3, 29, 17, tzinfo=dt.UTC)  # 18:00 in Paris, a day before the clocks change
    return announce("Marché", starts_at=start, ends_at=start + dt.timedelta(hours=4))


def typed(event: Event, *rows: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {"shift-TOTAL_FORMS": len(rows), "shift-INITIAL_FORMS": event.shifts.count()}
    for at, row in enumerate(rows):
        data |= {f"shift-{at}-{name}": value for name, value in row.items()}
    return data


@pytest.fixture
def hq(client: Client, carla: Any) -> Client:
    client.force_login(carla)
    return client


def test_shifts_are_added_changed_and_removed(hq: Client, event: Event) -> None:
    url, one = f"/hq/agenda/{event.pk}/shifts/", event.shifts.get()
    skill = Skill.objects.create(names={"fr": "Secourisme"})
    more = hq.post(url, typed(event, {"pk": one.pk}) | {"add": "1"})
    assert more.status_code == 200 and 'name="shift-1-name_fr"' in more.content.decode()
    part = hq.post(url, typed(event, {"pk": one.pk}) | {"add": "1"}, headers={"HX-Request": "true"})
    assert 'name="shift-1-name_fr"' in part.content.decode() and "<html" not in part.content.decode()
    rows: list[dict[str, Any]] = [
        {"pk": one.pk, "name_fr": "Montage", "name_en": "Set-up", "starts_at": "2031-03-29T16:00",
         "ends_at": "2031-03-29T18:00", "capacity": "4", "skills": [skill.pk]},
        {"name_fr": "Stand", "opens_at": "2031-03-01T08:00"},
        {},
    ]  # fmt: skip
    assert hq.post(url, typed(event, *rows)).status_code == 302
    first, second = event.shifts.order_by("pk")
    assert (first.pk, first.names, first.capacity) == (one.pk, {"fr": "Montage", "en": "Set-up"}, 4)
    assert first.starts_at == dt.datetime(2031, 3, 29, 15, tzinfo=dt.UTC)
    assert list(first.skills.all()) == [skill] and second.opens_at and second.starts_at is None
    html = hq.get(f"/hq/agenda/{event.pk}/").content.decode()
    assert "Montage" in html and "16:00" in html and "Secourisme" in html
    held = list(event.shifts.all())
    again = [{"pk": shift.pk, "name_fr": shift.names["fr"]} for shift in held]
    again[held.index(first)]["DELETE"] = "on"
    assert hq.post(url, typed(event, *again)).status_code == 302
    assert event.shifts.get() == second


def test_a_shift_with_people_stays_and_keeps_their_seats(hq: Client, event: Event) -> None:
    url, one = f"/hq/agenda/{event.pk}/shifts/", event.shifts.get()
    two = Shift.objects.create(event=event, names={"fr": "Stand"}, taken=7)
    held = {shift.pk: {"pk": shift.pk, "name_fr": f"C{shift.pk}"} for shift in event.shifts.all()}
    held[two.pk]["DELETE"] = "on"
    answer = hq.post(url, typed(event, *held.values()))
    assert answer.status_code == 422 and "Stand" in answer.content.decode()
    held[two.pk] = {"pk": two.pk, "name_fr": "Autre", "capacity": "6"}
    answer = hq.post(url, typed(event, *held.values()))
    assert answer.status_code == 422 and "7" in answer.content.decode()
    assert Shift.objects.get(pk=two.pk).names == {"fr": "Stand"}, "nothing of a refused form is kept"
    assert one.names == {}


@pytest.mark.parametrize(
    "wrong",
    ["no name", "none left", "end", "gap", "another year", "long before", "opens late", "not its own"],
)
def test_shifts_that_cannot_be(hq: Client, event: Event, announce: Announce, wrong: str) -> None:
    one = {"pk": event.shifts.get().pk, "name_fr": "Montage"}
    rows: dict[str, list[dict[str, Any]]] = {
        "no name": [one, {"capacity": "3"}],
        "none left": [one | {"DELETE": "on"}],
        "end": [one | {"ends_at": "2031-03-29T17:00"}],
        "gap": [one | {"starts_at": "2031-03-30T02:30"}],
        "another year": [one | {"starts_at": "2034-03-30T10:00", "ends_at": "2034-03-30T12:00"}],
        "long before": [one | {"starts_at": "2031-03-27T23:00", "ends_at": "2031-03-29T18:00"}],
        "opens late": [one | {"opens_at": "2031-03-29T18:00"}],
        "not its own": [one | {"pk": announce("Autre").shifts.get().pk}],
    }
    assert hq.post(f"/hq/agenda/{event.pk}/shifts/", typed(event, *rows[wrong])).status_code == 422
    assert event.shifts.count() == 1


def test_shifts_go_along_with_their_event(event: Event) -> None:
    start = event.starts_at - dt.timedelta(hours=2)
    shift = Shift.objects.create(event=event, starts_at=start, ends_at=event.starts_at)
    later = dt.datetime(2031, 3, 30, 16, tzinfo=dt.UTC)  # 18:00 in Paris again, by summer time
    actions.change(event=event, values={"starts_at": later, "ends_at": later + dt.timedelta(hours=4)})
    shift.refresh_from_db()
    assert shift.starts_at == dt.datetime(2031, 3, 30, 14, tzinfo=dt.UTC) and shift.ends_at == later
    assert event.shifts.exclude(pk=shift.pk).get().starts_at is None
