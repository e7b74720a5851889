"""Copies, the week as text, and election silence."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from hustings.field.events import actions, silence, week_texts
from hustings.field.events.models import Event, Shift
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections import actions as elections
from tests.app.field.events.test_agenda import read

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]


def test_a_copy_has_its_shifts_and_free_seats(client: Client, carla: Any, announce: Announce) -> None:
    client.force_login(carla)
    start = dt.datetime(2031, 3, 29, 17, tzinfo=dt.UTC)
    event = announce("Marché", "Lyon", starts_at=start, ends_at=start + dt.timedelta(hours=2))
    Shift.objects.filter(event=event).update(capacity=9, taken=4, starts_at=start - dt.timedelta(hours=1))
    url = f"/hq/agenda/{event.pk}/duplicate/"
    assert 'value="2031-04-05T18:00"' in read(client, url)
    assert client.post(url, {"starts_at": "2031-03-30T02:30"}).status_code == 422
    assert client.post(url, {"starts_at": "2020-04-05T18:00"}).status_code == 422, "past"
    answer = client.post(url, {"starts_at": "2031-04-05T18:00"}, follow=True)
    assert "/edit/" in answer.content.decode() and "showing/" in answer.content.decode()
    made = Event.objects.exclude(pk=event.pk).get()
    shift = made.shifts.get()
    assert (made.titles, made.zone, made.shown_at) == (event.titles, event.zone, None)
    assert made.uid != event.uid and (shift.capacity, shift.taken) == (9, 0)
    assert made.ends and f"{made.ends:%H:%M}" == "20:00" and shift.starts_at
    assert made.starts_at - shift.starts_at == dt.timedelta(hours=1)


def test_the_week_as_text(client: Client, carla: Any, announce: Announce) -> None:
    monday = timezone.localdate() + dt.timedelta(days=7 - timezone.localdate().weekday())
    at = dt.datetime.combine(monday, dt.time(18, 30), dt.UTC)
    announce("Le *grand* soir", "Lyon", starts_at=at)
    announce("Ailleurs", "Nîmes", starts_at=at + dt.timedelta(days=6))
    announce("Annulé", "Lyon", starts_at=at, cancelled_at=timezone.now())
    announce("Plus tard", "Lyon", starts_at=at + dt.timedelta(days=7))
    client.force_login(carla)
    html = read(client, f"/hq/agenda/week/?day={monday + dt.timedelta(days=3)}")
    assert "– *Le grand soir*" in html and "– Le *grand* soir" in html and "Ailleurs" in html
    assert "Annulé\n" not in html and "Plus tard" not in html and "/fr/agenda/" in html
    lyon = Event.objects.filter(zone__name="Lyon").first()
    assert lyon and lyon.zone
    found = week_texts.of_week(Event.objects.all(), monday, dt.UTC, lyon.zone)
    with translation.override("fr"):
        text = week_texts.plain(found, lambda event: f"https://example.org/{event.pk}")
    assert text.startswith("LUNDI") and "Ailleurs" not in text
    assert "Salle des fêtes, Lyon\nhttps://example.org/" in text


def test_silence_warns_and_closes(client: Client, carla: Any, announce: Announce, monkeypatch: Any) -> None:
    Campaign.objects.update(country="fr")
    sunday = dt.date(2027, 4, 11)
    elections.save_election(name="P", kind="president", days=[sunday, dt.date(2027, 4, 25)])
    eve = dt.datetime(2027, 4, 10, 16, tzinfo=dt.UTC)
    rally = announce("Meeting", "Lyon", kind="rally", starts_at=eve)
    assert silence.of(rally) and "L. 49" in str(silence.of(rally))
    assert silence.of(announce("Fête", "Lyon", kind="party", starts_at=eve)) is None
    assert silence.of(announce("Tôt", "Lyon", kind="rally", starts_at=eve - dt.timedelta(days=1))) is None
    client.force_login(carla)
    assert "L. 49" in read(client, f"/hq/agenda/{rally.pk}/")
    later = announce("Après", "Lyon", kind="rally", starts_at=eve + dt.timedelta(days=6))
    assert not silence.of(later) and not silence.refusal(later, eve - dt.timedelta(days=1))
    assert silence.refusal(later, eve), "nobody is invited to a meeting during the silence"
    actions.change(event=later, values={"kind": "party"})
    later.refresh_from_db()
    assert not silence.refusal(later, eve)
