"""What upper apps hear of events, and show on their pages."""

from collections.abc import Callable, Collection
from typing import Any

import pytest
from django.test import Client

from hustings.field.events import actions, hooks
from hustings.field.events.models import Event, Shift
from tests.app.field.events.test_agenda import read

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]


class Listener:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.heard: list[Any] = []

    def changed(self, event: Event, fields: frozenset[str], before: Event | None = None) -> None:
        self.heard.append(sorted(fields))

    def cancelled(self, event: Event) -> None:
        assert event.cancelled_at
        self.heard.append("cancelled")

    def reinstated(self, event: Event) -> None:
        assert not event.cancelled_at
        self.heard.append("reinstated")

    def used(self, keys: Collection[int]) -> Collection[int]:
        return ()


def test_each_change_is_told_once(announce: Announce, at_once: Any) -> None:
    event, listener = announce("Marché", place="Halle"), Listener()
    with hooks.hearers.replaced(listener):
        at_once(actions.change, event=event, values={"place": "Halle"})
        at_once(actions.change, event=event, values={"place": "Gare", "address": "1 rue Haute"})
        for _again in range(2):
            at_once(actions.cancel, event=event, reasons={})
        at_once(actions.reinstate, event=event)
        for _again in range(2):
            at_once(actions.set_capacity, event=event, capacity=30)
    assert listener.heard == [["address", "place"], "cancelled", "reinstated", ["shifts"]]


def test_seats_are_not_fewer_than_those_taken(announce: Announce) -> None:
    event = announce("Atelier")
    Shift.objects.filter(event=event).update(taken=12)
    with pytest.raises(actions.SeatsTaken, match="12"):
        actions.set_capacity(event=event, capacity=11)
    actions.set_capacity(event=event, capacity=12)
    assert event.shifts.get().capacity == 12


def test_the_form_keeps_the_seats(client: Client, carla: Any, announce: Announce) -> None:
    event = announce("Atelier")
    client.force_login(carla)
    said = {
        "title_fr": "Atelier", "kind": "workshop", "audience": "everybody", "starts_at": "2031-03-02T18:30",
        "place": "Salle", "capacity": "20", "takes_registrations": "on",
    }  # fmt: skip
    answer = client.post(f"/hq/agenda/{event.pk}/edit/", said)
    assert answer.status_code == 302
    event.refresh_from_db()
    assert event.takes_registrations and event.shifts.get().capacity == 20
    Shift.objects.filter(event=event).update(taken=15)
    answer = client.post(f"/hq/agenda/{event.pk}/edit/", said | {"capacity": "10", "place": "Gare"})
    assert answer.status_code == 422 and "15" in answer.content.decode()
    event.refresh_from_db()
    assert event.place == "Salle"


def test_a_link_for_participants_is_nowhere_public(client: Client, announce: Announce, at_once: Any) -> None:
    url = "https://visio.example.org/abc"
    event = announce("Visio", online_at=url, is_link_private=True)
    for path in (
        f"/fr/agenda/{event.path}",
        f"/fr/calendar/{event.pk}.ics",
        "/fr/calendar.ics",
        "/fr/agenda/",
    ):
        assert "visio.example" not in read(client, path)
    at_once(actions.change, event=event, values={"is_link_private": False})
    assert "visio.example" in read(client, f"/fr/calendar/{event.pk}.ics")


def test_parts_stand_on_both_pages(client: Client, carla: Any, announce: Announce) -> None:
    event = announce("Débat")
    part = {"template": "events/moment.html", "head": "events/moment.html"}
    with hooks.page_parts.replaced(lambda request, event: part, lambda request, event: None):
        assert read(client, f"/fr/agenda/{event.path}").count('datetime=""') == 2
    client.force_login(carla)
    with hooks.hq_parts.replaced(lambda request, event: part):
        assert 'datetime=""' in read(client, f"/hq/agenda/{event.pk}/")
