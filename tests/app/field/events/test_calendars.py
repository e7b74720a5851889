"""Calendars to subscribe to: of a group, of a person; and links to those of others."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import icalendar
import pytest
from django.test import Client

from hustings.field.events import calendar_links, hooks
from hustings.field.events.models import Event, PersonalCalendar
from tests.app.field.events.test_agenda import read
from tests.cast.people.devices import own_page_browser

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]


def titles(body: str) -> list[str]:
    return [str(each["SUMMARY"]) for each in icalendar.Calendar.from_ical(body).walk("VEVENT")]


def test_a_group_has_a_calendar(client: Client, announce: Announce, found: Any) -> None:
    group = found("Lyon en commun", "Lyon")
    announce("Café", group=group)
    announce("Autre")
    assert titles(read(client, f"/fr/calendar.ics?group={group.pk}")) == ["Café"]
    read(client, "/fr/calendar.ics?group=999999", 404)
    page = read(client, f"/fr/groupes-locaux/{group.path}")
    assert f'href="webcal://testserver/fr/calendar.ics?group={group.pk}"' in page


def test_the_agenda_and_an_event_offer_their_calendars(client: Client, announce: Announce) -> None:
    event = announce("Café", online_at="https://visio.example.org/x", is_link_private=True)
    page = read(client, "/fr/agenda/?kind=meeting")
    assert 'href="webcal://testserver/fr/calendar.ics?kind=meeting"' in page
    page = read(client, f"/fr/agenda/{event.path}") if "/caf" in event.path else ""
    links = calendar_links.of(event, "https://example.org/e")
    begins = event.starts_at.astimezone(dt.UTC)
    assert f"dates={begins:%Y%m%dT%H%M%SZ}%2F" in links.google and "visio" not in links.google
    assert f"startdt={begins:%Y-%m-%d}T" in links.outlook and "visio" not in links.outlook
    assert "calendar.google.com" in page and "outlook.live.com" in page
    event.is_all_day = True
    assert f"dates={event.first_day:%Y%m%d}%2F" in calendar_links.of(event, "").google


def test_a_person_has_a_calendar_of_their_own(announce: Announce, supporter: Any, client: Client) -> None:
    charlie = supporter("Charlie")
    announce("Ailleurs")
    event = announce("Café", online_at="https://visio.example.org/x", is_link_private=True)
    hidden = announce("Caché", show=False)
    assert client.get("/en/my-calendar/").status_code == 302
    mine = own_page_browser(charlie)
    assert "Replace" not in mine.get("/en/my-calendar/").content.decode()
    html = mine.post("/en/my-calendar/").content.decode()
    found = re.search(r'value="http://testserver(/en/calendar/of/[^"]+)"', html)
    assert found
    assert "/calendar/of/" not in mine.get("/en/my-calendar/").content.decode(), "shown only once"
    with hooks.of_person.replaced(lambda person: {event.pk, hidden.pk} if person == charlie else set()):
        answer = client.get(found[1])
        body = answer.content.decode()
        assert titles(body) == ["Café (en)"] and "visio.example.org" in body
        assert "private" in answer["Cache-Control"]
        again = re.search(r"/en/calendar/of/[^\"]+", mine.post("/en/my-calendar/").content.decode())
        assert again and client.get(found[1]).status_code == 404 and client.get(again[0]).status_code == 200
        mine.post("/en/my-calendar/", {"revoke": "1"})
        assert client.get(again[0]).status_code == 404
    assert PersonalCalendar.objects.filter(digest__in=again[0].split("/")).count() == 0
