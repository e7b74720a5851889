"""Before an event: who to call first, and replacements asked for by mail."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hustings.field.events.models import Event, Shift
from hustings.field.groups.models import GroupRole, LocalGroup, Membership
from hustings.field.registrations.attendance import callers, cover, tasks
from hustings.field.registrations.models import CoverAsk, CoverRequest, Registration
from hustings.field.volunteers.models import HeldSkill, Skill, Volunteer
from hustings.foundation.accounts.roles import Role
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.territories.models import Zone
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.people.contacts.actions import log_contact
from hustings.people.persons import actions as persons
from hustings.people.persons.models import Look, Person, Purpose
from tests.cast.field.registrations.histories import english, seat, someone
from tests.conftest import user

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]


@pytest.fixture
def olga(site: Any) -> Any:
    return english(user("olga", Role.ORGANISER))


@pytest.fixture
def hq(client: Client, olga: Any) -> Client:
    client.force_login(olga)
    return client


def reachable(name: str, **more: Any) -> Person:
    made = someone(name, **more)
    persons.add_phone(person=made, number=f"+3361234{made.pk:04}")
    for purpose in (Purpose.PHONE, Purpose.EMAIL):
        persons.record_consent(person=made, purpose=purpose, is_given=True, source="test")
    return made


@pytest.fixture
def event(announce: Announce, found: Callable[..., LocalGroup]) -> Event:
    group = found("Lyon en commun", "Lyon")
    return announce("Marché", "Lyon", group=group, kind="stall")


def member(event: Event, name: str, **more: Any) -> Person:
    made = reachable(name, **more)
    Membership.objects.create(group=event.group, person=made, role=GroupRole.MEMBER)
    return made


def shift_of(event: Event) -> Shift:
    found = event.shifts.first()
    assert found
    return found


def test_those_are_called_first_whose_answer_tells_most(announce: Announce, olga: Any) -> None:
    sure, unsure, tired = reachable("Alice"), reachable("Bob"), reachable("Charlie")
    silent = someone("Dave")
    for nth in range(8):
        past = announce(f"Marché {nth}", days=-40 + nth)
        seat(past, sure, came=True)
        for one in (unsure, tired, silent):
            seat(past, one, came=nth % 2 == 0)
    event = announce("Bientôt")
    for one in (sure, unsure, tired, silent):
        seat(event, one)
    for days in (10, 11, 12, 13):
        log_contact(
            person=tired, method="call", outcome="no_answer",
            contacted_at=timezone.now() - dt.timedelta(days=days),
        )  # fmt: skip
    found = callers.first(event, olga)
    assert found[0].person == unsure
    assert silent not in [call.person for call in found], "who never agreed to calls"
    assert {call.person: call.n_bothers for call in found}[tired] == 4
    log_contact(person=unsure, method="call", outcome="reached")
    assert unsure not in [call.person for call in callers.first(event, olga)], "called already"


def test_a_local_team_sees_masked_numbers_of_its_own_people(client: Client, announce: Announce) -> None:
    lyon, nimes = (Zone.objects.get(name=name) for name in ("Lyon", "Nîmes"))
    mine, other = reachable("Alice", zone=lyon), reachable("Bob", zone=nimes)
    event = announce("Marché", "Lyon")
    seat(event, mine), seat(event, other)
    local = english(user("leo", Role.ORGANISER, zone=lyon))
    client.force_login(local)
    html = client.get(f"/hq/agenda/attendance/{event.pk}/calls/").content.decode()
    assert "Alice" in html and "Bob" not in html and "•••" in html and "tel:" not in html
    dora = user("dora", Role.DIRECTOR)
    client.force_login(dora)
    assert "tel:+3361234" in client.get(f"/hq/agenda/attendance/{event.pk}/calls/").content.decode()
    assert set(Look.objects.filter(user=dora).values_list("person", flat=True)) == {mine.pk, other.pk}


def test_a_no_on_the_phone_gives_the_seat_back(hq: Client, event: Event) -> None:
    one = reachable("Alice")
    held = seat(event, one)
    hq.post(f"/hq/agenda/attendance/{event.pk}/calls/{one.pk}/", {"answer": "no"})
    held.refresh_from_db()
    assert held.released_at and one.contacts.get().outcome == "reached"
    other = reachable("Bob")
    seat(event, other)
    hq.post(f"/hq/agenda/attendance/{event.pk}/calls/{other.pk}/", {"answer": "no_answer"})
    assert other.contacts.get().outcome == "no_answer" and other.seats.get().released_at is None


def test_the_fitting_are_asked_and_nobody_else(event: Event, announce: Announce, olga: Any) -> None:
    fits = member(event, "Alice")
    came = reachable("Bob")
    seat(announce("Avant", "Villeurbanne", days=-20), came, came=True)
    far = reachable("Charlie")
    seat(announce("Loin", "Nîmes", days=-20), far, came=True)
    persons.record_consent(person=member(event, "Dave"), purpose=Purpose.EMAIL, is_given=False, source="test")
    seat(event, member(event, "Erin"))
    skill = Skill.objects.create(names={"fr": "Secourisme"})
    shift_of(event).skills.add(skill)
    nurse = reachable("Fred", zone=Zone.objects.get(name="Villeurbanne"))
    Volunteer.objects.create(person=nurse, km=20)
    HeldSkill.objects.create(person=nurse, skill=skill)
    assert cover.candidates(shift_of(event), olga) == [fits, came, nurse]
    log_contact(person=fits, method="call", outcome="no_answer")
    assert cover.candidates(shift_of(event), olga) == [came, nurse, fits], "the least bothered first"


def test_nobody_is_asked_beyond_the_limit_of_mails(event: Event, olga: Any) -> None:
    one = member(event, "Alice")
    Campaign.objects.update(most_mails=1, most_days=7)
    sent = Mailing.objects.create(name="M", state="sent", started_at=timezone.now())
    Delivery.objects.create(
        mailing=sent,
        person=one,
        address="alice@example.org",
        state="sent",
        sent_at=timezone.now(),
    )
    assert cover.candidates(shift_of(event), olga) == []


def test_asking_stops_once_the_places_are_filled(event: Event, olga: Any, client: Client) -> None:
    people = [member(event, f"Zoe{nth}") for nth in range(5)]
    made = cover.begin(shift=shift_of(event), wanted=1, most=10, user=olga)
    asks = list(made.asks.order_by("pk"))
    assert [ask.person for ask in asks] == people[:2], "two for each place"
    assert cover.ask_more(made.pk) == 0, "they have time to answer"
    for ask in asks:
        tasks.send_cover_ask.call(ask.pk)
        tasks.send_cover_ask.call(ask.pk)
    assert [each.to for each in mail.outbox] == [["zoe0@example.org"], ["zoe1@example.org"]]
    [link] = re.findall(r"/fr/events/help/[^/\s]+/", str(mail.outbox[0].body))
    path = link.replace("/fr/", "/en/")
    html = client.get(path).content.decode()
    assert "I’m coming" in html and "Zoe" not in html and not Registration.objects.exists()
    assert client.post(path).status_code == 302 and client.post(path).status_code == 302
    registration = Registration.objects.get()
    assert registration.person == people[0] and registration.seats.get().seated_at
    assert "registered" in client.get(path).content.decode()
    made.refresh_from_db()
    assert made.closed_at and cover.go_on() == 0
    late = f"/en/events/help/{asks[1].token}/"
    assert "filled" in client.get(late).content.decode() and client.post(late).status_code == 410
    assert Registration.objects.count() == 1
    assert client.get("/en/events/help/1.x/").status_code == 404


def test_more_are_asked_while_places_are_short_but_no_more_than_the_most(event: Event, olga: Any) -> None:
    people = [member(event, f"Zoe{nth}") for nth in range(6)]
    made = cover.begin(shift=shift_of(event), wanted=1, most=3, user=olga)
    client = Client()
    first = made.asks.order_by("pk")[0]
    client.post(f"/en/events/help/{first.token}/", {"no": "1"})
    CoverAsk.objects.update(made_at=timezone.now() - cover.WAVE * 2)
    assert cover.go_on() == 1
    assert [ask.person for ask in made.asks.order_by("pk")] == people[:3]
    CoverAsk.objects.update(made_at=timezone.now() - cover.WAVE * 2)
    assert cover.go_on() == 0
    client.post(f"/en/events/help/{first.token}/")
    assert people[0].seats.get().seated_at, "they may change their mind"


def test_hq_asks_says_how_many_there_are_and_ends_it(hq: Client, event: Event) -> None:
    member(event, "Alice")
    url = f"/hq/agenda/attendance/{event.pk}/cover/"
    assert "1 person to ask" in hq.get(url).content.decode()
    said = {"shift": shift_of(event).pk, "wanted": 1, "most": 5}
    assert hq.post(url, said).status_code == 302
    assert hq.post(url, said).status_code == 422, "one at a time"
    request = CoverRequest.objects.get()
    assert "Asked: 1, yes: 0, no: 0" in hq.get(url).content.decode()
    hq.post(f"/hq/agenda/attendance/covers/{request.pk}/ending/")
    request.refresh_from_db()
    assert request.closed_at
    assert request.asks.get().person.emails.get()


def test_nobody_is_asked_shortly_before(announce: Announce, olga: Any) -> None:
    with pytest.raises(cover.Closed):
        cover.begin(shift=shift_of(announce("Bientôt", days=0.05)), wanted=1, most=5, user=olga)
