"""Invitations to an event: a draft of a mailing to neighbours or a segment, counted before."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.field.events.models import Event
from hustings.field.registrations.invitations import actions
from hustings.foundation.accounts.roles import Role
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.territories.models import Zone
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings import audience
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons import actions as persons
from hustings.people.persons.models import Person, Purpose
from hustings.people.segments import criteria
from hustings.people.segments.models import Segment
from tests.cast.field.registrations.histories import english, seat, someone
from tests.conftest import user

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]


@pytest.fixture
def carla_hq(client: Client, carla: Any) -> Client:
    client.force_login(english(carla))
    return client


def neighbour(name: str, town: str) -> Person:
    made = someone(name, zone=Zone.objects.get(name=town))
    persons.record_consent(person=made, purpose=Purpose.EMAIL, is_given=True, source="test")
    return made


@pytest.fixture
def event(announce: Announce) -> Event:
    return announce("Marché", "Lyon")


def test_neighbours_who_have_not_registered_get_a_draft(carla_hq: Client, event: Event, carla: Any) -> None:
    near, there, far = neighbour("Alice", "Villeurbanne"), neighbour("Bob", "Lyon"), neighbour("Zoe", "Nîmes")
    seat(event, there)
    url = f"/hq/agenda/invitations/{event.pk}/"
    assert url in carla_hq.get(f"/hq/agenda/{event.pk}/").content.decode()
    counted = carla_hq.post(url, {"who": "near", "km": "10"}).content.decode()
    assert "1 person would get it" in counted and not Mailing.objects.exists()
    answer = carla_hq.post(url, {"who": "near", "km": "10", "make": "1"})
    mailing = Mailing.objects.get()
    assert answer.status_code == 302 and mailing.is_draft
    assert list(audience.readers(mailing, carla)) == [near]
    body = str(mailing.content.raw_data)
    assert f"/agenda/{event.path}" in body and "Marché" in body
    assert {letter["language"] for letter in mailing.letters()} == {"fr", "en"}
    wide = actions.criteria(event, km=500)
    assert set(criteria.compile(wide)) == {near, far}


def test_a_segment_is_invited(carla_hq: Client, announce: Announce) -> None:
    event = announce("Partout")
    neighbour("Alice", "Nîmes")
    leaf = {"criterion": "email", "operator": "has", "value": None}
    segment = Segment.objects.create(name="All", criteria={"match": "all", "criteria": [leaf]})
    url = f"/hq/agenda/invitations/{event.pk}/"
    assert carla_hq.post(url, {"who": "near", "km": "10"}).status_code == 422, "no place"
    assert carla_hq.post(url, {"who": "segment"}).status_code == 422
    html = carla_hq.post(url, {"who": "segment", "segment": segment.pk}).content.decode()
    assert "1 person would get it" in html


def test_those_who_had_enough_mail_are_counted_apart(event: Event, carla: Any) -> None:
    tired = neighbour("Alice", "Lyon")
    Campaign.objects.update(most_mails=1, most_days=7)
    sent = Mailing.objects.create(name="M", state="sent", started_at=timezone.now())
    Delivery.objects.create(
        mailing=sent, person=tired, address="a@example.org", state="sent", sent_at=timezone.now()
    )
    found = actions.outlook(actions.criteria(event, km=10), carla)
    assert (found.n, found.n_pressed, found.reach.readers) == (0, 1, 1)


def test_whoever_writes_no_mailings_invites_nobody(client: Client, event: Event, announce: Announce) -> None:
    client.force_login(user("tom", Role.TREASURER))
    assert client.get(f"/hq/agenda/invitations/{event.pk}/").status_code == 403
    hidden = announce("Caché", "Lyon", show=False)
    with pytest.raises(actions.NotOnSite):
        actions.invite(event=hidden, asks_for={}, name="x", user=user("dora", Role.DIRECTOR))
