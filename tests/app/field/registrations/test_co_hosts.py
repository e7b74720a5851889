"""Hosts of a co-hosting group: they see participants as those of the leading one, and people know."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.field.events import actions as events
from hustings.field.events.models import CoHosting, Event
from hustings.field.groups.certification import evaluation
from hustings.field.groups.models import GroupKind, LocalGroup, Membership, Rule
from hustings.field.registrations import conversations
from hustings.field.registrations.models import Seat
from tests.cast.field.groups.fixtures import hosted, kind, member, supporter
from tests.cast.field.registrations.fixtures import registered
from tests.cast.people.devices import own_page_browser

__all__ = ["hosted", "kind", "member", "supporter"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def other(found: Callable[..., LocalGroup], member: Callable[..., Membership], kind: GroupKind) -> LocalGroup:
    """Nîmes verte, hosted by Hugo."""
    group = found("Nîmes verte", "Nîmes", kind=kind)
    member(group, "hugo", "host")
    return group


@pytest.fixture
def event(announce: Callable[..., Event], hosted: LocalGroup) -> Event:
    return announce("Fête", "Lyon", group=hosted, takes_registrations=True)


def test_hosts_of_both_groups_see_who_comes_and_people_know(
    event: Event, hosted: LocalGroup, other: LocalGroup, client: Client,
    member: Callable[..., Membership],
) -> None:  # fmt: skip
    registered(event, "older@example.org", given_name="Olga")
    leader = other.memberships.hosts().get().person
    hugo, path = own_page_browser(leader), f"/en/groups/{other.pk}/host/events/{event.pk}/"
    asked = events.ask_group(event=event, group=other)
    assert hugo.get(f"{path}participants/").status_code == 404, "asked is not accepted"
    events.answer_as_co_host(one=asked, is_yes=True)
    page = client.get(f"/en/agenda/{event.path}").content.decode()
    assert "The hosts of Lyon en commun and Nîmes verte see who comes." in page
    mine = hugo.get(f"/en/groups/{other.pk}/host/").content.decode()
    assert "Who is coming" in mine and "Ask for a speaker" not in mine and "Edit event" not in mine
    registered(event, "charlie@example.org")
    html = " ".join(hugo.get(f"{path}participants/").content.decode().split())
    assert "Charlie" in html and "Olga" not in html, "she registered when nobody told her of another group"
    assert "1 more person registered before your group co-hosted" in html
    assert {"person": leader.pk} in conversations._hosts(event.pk)
    ours = own_page_browser(hosted.memberships.hosts().get().person)
    html = ours.get(f"/en/groups/{hosted.pk}/host/events/{event.pk}/participants/").content.decode()
    assert "Charlie" in html and "Olga" in html and "more person" not in html
    simple = own_page_browser(member(other, "mia").person)
    assert simple.get(f"{path}participants/").status_code == 403
    events.end_co_hosting(one=CoHosting.objects.get())
    assert hugo.get(f"{path}participants/").status_code == 404, "left"
    assert {"person": leader.pk} not in conversations._hosts(event.pk)


def test_those_who_came_count_for_both(
    event: Event, hosted: LocalGroup, other: LocalGroup, carla: Any
) -> None:
    events.ask_group(event=event, group=other, user=carla)
    registered(event, "charlie@example.org")
    Seat.objects.update(attended_at=timezone.now())
    Event.objects.update(starts_at=timezone.now(), over_at=timezone.now())
    found = evaluation.evaluate([Rule.objects.create(measure="participants", n=1, days=90)])
    assert {one.group: one.numbers[0][1] for one in found} == {hosted.pk: 1, other.pk: 1}
    hugo = own_page_browser(other.memberships.hosts().get().person)
    path = f"/en/groups/{other.pk}/host/events/{event.pk}/"
    assert hugo.get(f"{path}attendance/").status_code == hugo.get(f"{path}report/").status_code == 200


def test_co_hosts_note_attendance_of_those_whose_names_they_see(
    event: Event, hosted: LocalGroup, other: LocalGroup, carla: Any
) -> None:
    older = registered(event, "older@example.org", given_name="Olga").seats.get()
    events.ask_group(event=event, group=other, user=carla)
    newer = registered(event, "charlie@example.org").seats.get()
    Event.objects.update(starts_at=timezone.now(), over_at=timezone.now())
    Seat.objects.filter(pk=older.pk).update(absent_at=timezone.now())
    hugo = own_page_browser(other.memberships.hosts().get().person)
    path = f"/en/groups/{other.pk}/host/events/{event.pk}/attendance/"
    html = hugo.get(path).content.decode()
    assert "Charlie" in html and "Olga" not in html and "1 more person" in html
    hugo.post(path, {})
    older.refresh_from_db()
    newer.refresh_from_db()
    assert newer.attended_at and older.absent_at and not older.attended_at
