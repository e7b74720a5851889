"""Speakers: asked for by those who lead a group, found by the team, answered by one click."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from hustings.field.events.models import Event
from hustings.field.groups.models import GroupRole, LocalGroup, Membership
from hustings.field.registrations.models import SpeakerRequest
from hustings.field.registrations.speakers import actions, tasks
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from tests.cast.field.registrations.histories import english, someone, to_do
from tests.cast.people.devices import own_page_browser
from tests.conftest import user

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]
Found = Callable[..., LocalGroup]


@pytest.fixture
def group(found: Found) -> LocalGroup:
    made = found("Lyon en commun", "Lyon")
    Membership.objects.create(group=made, person=someone("Hana"), role=GroupRole.HOST)
    return made


@pytest.fixture
def event(announce: Announce, group: LocalGroup) -> Event:
    return announce("Débat", "Lyon", group=group)


@pytest.fixture
def asked(event: Event, group: LocalGroup) -> SpeakerRequest:
    return actions.ask(event=event, group=group, person=host_of(group), about="Housing")


def host_of(group: LocalGroup) -> Any:
    return group.memberships.get(role=GroupRole.HOST).person


def test_a_host_asks_on_the_page_of_the_group(event: Event, group: LocalGroup) -> None:
    browser = own_page_browser(host_of(group))
    path = f"/en/groups/{group.pk}/host/events/{event.pk}/speaker/"
    assert path in browser.get(f"/en/groups/{group.pk}/host/").content.decode()
    assert browser.post(path, {"about": "Housing"}).status_code == 302
    request = SpeakerRequest.objects.get()
    assert (request.group, request.asked_by, request.state) == (group, host_of(group), "asked")
    assert "Housing" in browser.get(path).content.decode()
    assert browser.post(path, {"about": "Again"}).status_code == 422
    olga = english(user("olga", Role.ORGANISER))
    assert "1 speaker request to answer" in to_do(olga)


def test_only_those_who_lead_the_group_of_the_event_ask(
    event: Event, group: LocalGroup, found: Found, announce: Announce
) -> None:
    other = found("Nîmes debout", "Nîmes")
    mallory, member = someone("Mallory"), someone("Bob")
    Membership.objects.create(group=other, person=mallory, role=GroupRole.HOST)
    Membership.objects.create(group=group, person=member, role=GroupRole.MEMBER)
    for who, of in ((mallory, group), (mallory, other), (member, group)):
        with pytest.raises(actions.NotTheirs):
            actions.ask(event=event, group=of, person=who, about="x")
    browser = own_page_browser(mallory)
    own = f"/en/groups/{other.pk}/host/events/{event.pk}/speaker/"
    assert browser.post(own, {"about": "x"}).status_code == 404
    assert browser.post(own.replace(str(other.pk), str(group.pk), 1), {"about": "x"}).status_code == 403
    with pytest.raises(actions.Over):
        past = announce("Hier", days=-1, group=group)
        actions.ask(event=past, group=group, person=host_of(group), about="x")


def test_a_speaker_declines_and_the_next_one_comes(
    asked: SpeakerRequest, client: Client, group: LocalGroup
) -> None:
    first, second = someone("Alice"), someone("Bob")
    client.force_login(english(user("olga", Role.ORGANISER)))
    url = f"/hq/speakers/{asked.pk}/"
    assert "Housing" in client.get(url).content.decode()
    assert client.post(url, {"email": "nobody@example.org"}).status_code == 422
    assert client.post(url, {"email": "alice@example.org"}).status_code == 302
    asked.refresh_from_db()
    assert (asked.speaker, asked.state) == (first, "offered")
    tasks.send_offer.call(asked.pk)
    tasks.send_offer.call(asked.pk)
    assert [each.to for each in mail.outbox] == [["alice@example.org"]]
    visitor, path = Client(), f"/en/events/speakers/{asked.token}/"
    assert path.rsplit(".", 2)[0] in str(mail.outbox[0].body).replace("/fr/", "/en/")
    assert "I’ll speak" in visitor.get(path).content.decode()
    visitor.post(path, {"no": "1"})
    asked.refresh_from_db()
    assert (asked.speaker, asked.state) == (None, "declined")
    client.post(url, {"email": "bob@example.org"})
    asked.refresh_from_db()
    assert visitor.get(path).status_code == 404, "of the offer before"
    assert visitor.post(f"/en/events/speakers/{asked.token}/").status_code == 302
    asked.refresh_from_db()
    assert (asked.speaker, asked.state) == (second, "accepted")
    tasks.send_answer.call(asked.pk)
    tasks.send_answer.call(asked.pk)
    assert [each.to for each in mail.outbox[1:]] == [["hana@example.org"]] and "Bob" in str(
        mail.outbox[1].body
    )
    assert client.post(url, {"email": "alice@example.org"}).status_code == 422


def test_a_request_is_closed_and_the_group_is_told(asked: SpeakerRequest, client: Client) -> None:
    client.force_login(english(user("olga", Role.ORGANISER)))
    client.post(f"/hq/speakers/{asked.pk}/closing/")
    asked.refresh_from_db()
    assert asked.state == "closed"
    tasks.send_answer.call(asked.pk)
    assert mail.outbox[0].to == ["hana@example.org"]
    assert "closed without" in client.get("/hq/speakers/").content.decode()


def test_a_team_of_elsewhere_sees_no_request(asked: SpeakerRequest, client: Client) -> None:
    client.force_login(english(user("nora", Role.ORGANISER, zone=Zone.objects.get(name="Nîmes"))))
    assert "Débat" not in client.get("/hq/speakers/").content.decode()
    assert client.get(f"/hq/speakers/{asked.pk}/").status_code == 404
