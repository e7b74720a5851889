"""Expected attendance on the event's page in HQ, and attendance noted by hand."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from hustings.field.events.models import Event
from hustings.field.registrations.attendance import forecasts, histories, rolls
from hustings.field.registrations.models import AttendanceFit, RollCall, Seat
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.people.contacts.actions import log_contact
from tests.cast.field.registrations.histories import english, seat, someone
from tests.conftest import user

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]


@pytest.fixture
def hq(client: Client, site: Any) -> Client:
    client.force_login(english(user("olga", Role.ORGANISER)))
    return client


def people(n: int) -> list[Any]:
    return [someone(f"Zoe{nth}") for nth in range(n)]


def test_the_forecast_stands_on_the_page_of_the_event(hq: Client, announce: Announce) -> None:
    crowd = people(6)
    for nth in range(3):
        past = announce(f"Marché {nth}", days=-30 + nth)
        for at, one in enumerate(crowd):
            seat(past, one, came=at > 1)
    event = announce("Bientôt")
    assert "(0–" not in hq.get(f"/hq/agenda/{event.pk}/").content.decode()
    for one in crowd:
        seat(event, one)
    forecasts.learn()
    html = hq.get(f"/hq/agenda/{event.pk}/").content.decode()
    assert "Expected attendance" in html and "of 6 registered" in html
    assert "Based on 3 past events" in html and "so few events" in html
    found = forecasts.of_event(event)
    assert found and 2.5 < found.whole.expected < 5.5 and found.whole.low < found.whole.high


def test_people_with_a_past_differ(announce: Announce) -> None:
    good, bad = people(2)
    for nth in range(4):
        past = announce(f"Marché {nth}", days=-30 + nth)
        seat(past, good, came=True)
        seat(past, bad, came=False)
    event = announce("Bientôt")
    seat(event, good), seat(event, bad)
    forecasts.learn()
    chances = forecasts.chances(event)
    assert chances[good.pk] > chances[bad.pk] + 0.15


def test_a_seat_without_a_note_stayed_empty_where_others_were_noted(announce: Announce) -> None:
    one, other = people(2)
    noted, unknown = announce("Noté", days=-20), announce("Inconnu", days=-10)
    seat(noted, one, came=True), seat(noted, other)
    seat(unknown, one), seat(unknown, other)
    assert [each.came for each in histories.past()] == [True, False]


def test_a_yes_by_telephone_and_a_weekend_are_known(announce: Announce) -> None:
    (one,) = people(1)
    event = announce("Bientôt")
    held = seat(event, one, days=9)
    assert [each.has_answered for each in histories.ahead(Seat.objects.all())] == [False]
    log_contact(person=one, method="call", outcome="reached")
    (read,) = histories.ahead(Seat.objects.all())
    assert read.has_answered and read.came is None and read.lead > 2.9
    assert read.is_weekend == (event.begins.weekday() >= 5) and read.size == held.n


def test_only_some_fits_are_kept(announce: Announce) -> None:
    for _nth in range(forecasts.KEPT + 2):
        forecasts.learn()
    assert AttendanceFit.objects.count() == forecasts.KEPT


def test_attendance_is_noted_for_all_but_some_and_undone(hq: Client, announce: Announce) -> None:
    came, away = people(2)
    event = announce("Hier", days=-1)
    here, gone = seat(event, came), seat(event, away)
    url = f"/hq/agenda/attendance/{event.pk}/roll/"
    assert "Everyone came except" in hq.get(url).content.decode()
    assert hq.post(url, {"absent": [gone.pk]}).status_code == 302
    here.refresh_from_db(), gone.refresh_from_db()
    assert here.attended_at and not here.absent_at and gone.absent_at and not gone.attended_at
    roll = RollCall.objects.get()
    assert (roll.n_came, roll.n_absent) == (1, 1)
    assert "1 came, 1 did not" in hq.get(f"/hq/agenda/{event.pk}/").content.decode()
    hq.post(url, {})
    assert RollCall.objects.filter(undone_at=None).count() == 2
    hq.post(f"/hq/agenda/attendance/rolls/{roll.pk}/undoing/")
    gone.refresh_from_db()
    assert gone.attended_at, "only the last one can be undone"
    for each in RollCall.objects.all():
        hq.post(f"/hq/agenda/attendance/rolls/{each.pk}/undoing/")
    here.refresh_from_db(), gone.refresh_from_db()
    assert not any([here.attended_at, here.absent_at, gone.attended_at, gone.absent_at])


def test_nothing_is_noted_before_the_event(announce: Announce) -> None:
    event = announce("Bientôt")
    seat(event, *people(1))
    with pytest.raises(rolls.NotYet):
        rolls.call(event=event, absent=[])


def test_a_local_team_sees_its_people_and_leaves_the_others_as_they_are(
    client: Client, announce: Announce
) -> None:
    lyon, nimes = (Zone.objects.get(name=name) for name in ("Lyon", "Nîmes"))
    mine, other = someone("Alice", zone=lyon), someone("Bob", zone=nimes)
    event = announce("Hier", "Lyon", days=-1)
    seat(event, mine)
    theirs = seat(event, other, came=False)
    client.force_login(english(user("olga", Role.ORGANISER, zone=lyon)))
    url = f"/hq/agenda/attendance/{event.pk}/roll/"
    html = client.get(url).content.decode()
    assert "Alice" in html and "Bob" not in html and "1 more registration" in html
    client.post(url, {"absent": []})
    theirs.refresh_from_db()
    assert theirs.absent_at and not theirs.attended_at


def test_whoever_sees_no_people_gets_figures_alone(client: Client, announce: Announce, carla: Any) -> None:
    event = announce("Hier", days=-1)
    seat(event, *people(1))
    client.force_login(english(carla))
    assert "Note attendance" not in client.get(f"/hq/agenda/{event.pk}/").content.decode()
    assert client.get(f"/hq/agenda/attendance/{event.pk}/roll/").status_code == 403
