"""Kinds of events, as rows: the campaign's own names, kinds of its own, archived ones."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from hustings.field.events import files
from hustings.field.events.models import Event, EventKind, kinds
from hustings.field.groups.kinds import actions as kind_actions
from tests.app.field.events.test_agenda import read

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]


def test_a_campaign_starts_with_those_of_the_catalogue() -> None:
    assert EventKind.objects.count() == 12
    with translation.override("fr"):
        assert dict(kinds.choices())["stall"] == "stand"
    assert EventKind.objects.get(code="rally").silenced_as == "meeting"


def test_a_kind_of_ones_own_is_everywhere(client: Client, carla: Any, announce: Announce) -> None:
    client.force_login(carla)
    said = {"name_fr": "Caravane", "name_en": "Caravan", "is_action": "on", "silenced_as": "leaflet"}
    assert client.post("/hq/agenda/kinds/new/", said).status_code == 302
    kind = EventKind.objects.get(code="caravane")
    assert kind.is_action and not kind.asks_report
    event = announce("Tour", kind="caravane")
    html = read(client, "/fr/agenda/?kind=caravane")
    assert "Tour" in html and "Caravane" in html and 'value="caravane"' in html
    assert "Tour" not in read(client, "/fr/agenda/?kind=stall")
    assert "Caravan" in read(client, "/en/calendar.ics?kind=caravane")
    assert "Caravane" in read(client, f"/fr/agenda/{event.pk}/tour/")
    texts = {"title_fr": "A", "begins": "2031-03-02 18:00", "place": "B", "kind": "caravan"}
    assert files.reader("commune", "Europe/Paris")(texts)["kind"] == "caravane"
    assert client.post("/hq/agenda/kinds/new/", said).status_code == 302
    assert EventKind.objects.filter(code="caravane-2").exists()


def test_an_archived_kind_stays_with_its_events(client: Client, carla: Any, announce: Announce) -> None:
    client.force_login(carla)
    event, kind = announce("Stand", kind="stall"), EventKind.objects.get(code="stall")
    client.post(f"/hq/agenda/kinds/{kind.pk}/archiving/")
    assert 'value="stall"' not in read(client, "/hq/agenda/new/")
    assert 'value="stall" selected' in read(client, f"/hq/agenda/{event.pk}/edit/")
    client.post(f"/hq/agenda/kinds/{kind.pk}/archiving/")
    assert 'value="stall"' in read(client, "/hq/agenda/new/")


def test_a_new_name_is_read_at_once(client: Client, carla: Any, announce: Announce, at_once: Any) -> None:
    event, kind = announce("Stand", kind="stall"), EventKind.objects.get(code="stall")
    assert "Stand" in read(client, f"/fr/agenda/{event.path}")
    values = {"names": {"fr": "Table militante"}, "is_action": True, "asks_report": False, "silenced_as": ""}
    at_once(kind_actions.change, kind=kind, values=values)
    assert "Table militante" in read(client, f"/fr/agenda/{event.path}")
    client.force_login(carla)
    html = read(client, "/hq/agenda/kinds/")
    assert "Table militante" in html and "réunion publique" in html.lower()
