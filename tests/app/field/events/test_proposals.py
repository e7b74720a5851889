"""Events that hosts of groups propose: they wait for the zone's organiser, unless the group is trusted."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from hustings.field.events import actions, forms, waiting
from hustings.field.events.hosts import host_mails
from hustings.field.events.models import Event
from hustings.field.groups.models import LocalGroup
from hustings.foundation.accounts.roles import Role
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections import actions as elections
from hustings.foundation.territories.models import Zone
from tests.cast.people.devices import own_page_browser
from tests.conftest import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient")]
TYPED = {
    "title": "Café militant", "kind": "meeting", "starts_at": "2031-03-02T18:30", "place": "Bar du coin",
    "capacity": "25", "audience": "everybody",
}  # fmt: skip


@pytest.fixture
def host(hosted: LocalGroup) -> Client:
    return own_page_browser(hosted.memberships.leaders().get(role="host").person)


def url(group: LocalGroup, more: str = "new/") -> str:
    return f"/en/groups/{group.pk}/host/events/{more}"


def test_a_hosts_event_waits_for_the_organiser_of_the_zone(
    host: Client, hosted: LocalGroup, run_tasks: Callable[[], int], mailoutbox: list[Any]
) -> None:
    assert host.post(url(hosted), {**TYPED, "place": ""}).status_code == 422
    assert host.post(url(hosted), {**TYPED, "address": "blabla"}).status_code == 422
    assert not Event.objects.exists()
    assert host.post(url(hosted), TYPED).status_code == 302
    event = Event.objects.get()
    assert (event.group, event.zone, event.shown_at) == (hosted, hosted.zone, None)
    assert event.titles == {"en": "Café militant"} and event.shifts.get().capacity == 25
    assert "Waiting for approval" in host.get(f"/en/groups/{hosted.pk}/host/").content.decode()
    olga = user("olga", Role.ORGANISER, hosted.zone)
    elsewhere = user("nina", Role.ORGANISER, Zone.objects.get(name="Nîmes"))
    assert [todo.url for todo in waiting.due(olga)] == ["/hq/agenda/?state=waiting"]
    assert not list(waiting.due(elsewhere))
    with pytest.raises(actions.NotShown):
        actions.show(event=event, user=elsewhere)
    hq = Client()
    hq.force_login(olga)
    assert "showing/" in hq.get(f"/hq/agenda/{event.pk}/").content.decode()
    hq.post(f"/hq/agenda/{event.pk}/showing/")
    event.refresh_from_db()
    assert event.shown_at
    run_tasks()
    host_mails.tell(event.pk, host_mails.PUBLISHED)
    assert [one.subject for one in mailoutbox] == ["Published: Café militant"], "told once"
    about = {"titles": {"fr": "X"}, "starts_at": event.starts_at, "zone": hosted.zone}
    other = actions.announce(values=about, user=None)
    with pytest.raises(actions.NotShown):
        actions.show(event=other, user=olga)


def test_a_refusal_tells_the_host_why(
    host: Client, hosted: LocalGroup, carla: Any, run_tasks: Callable[[], int], mailoutbox: list[Any]
) -> None:
    host.post(url(hosted), TYPED)
    event = Event.objects.get()
    hq = Client()
    hq.force_login(carla)
    assert "Refus" in hq.get(f"/hq/agenda/{event.pk}/").content.decode()
    hq.post(f"/hq/agenda/{event.pk}/cancellation/", {"reason_fr": "Salle prise", "reason_en": "Room taken"})
    assert "Room taken" in host.get(f"/en/groups/{hosted.pk}/host/").content.decode()
    assert not list(waiting.due(carla))
    run_tasks()
    (told,) = mailoutbox
    assert told.subject == "Not published: Café militant" and "Room taken" in told.body


def test_an_address_has_a_number_or_a_town(hosted: LocalGroup) -> None:
    told = {"blabla": False, "Lyon": True, "Place Bellecour, Lyon": True, "12 rue Haute": True, "": True}
    for address, may_be in told.items():
        assert forms.ProposalForm({**TYPED, "address": address}, group=hosted).is_valid() is may_be, address


def test_a_trusted_group_publishes_at_once(host: Client, hosted: LocalGroup, carla: Any) -> None:
    LocalGroup.objects.filter(pk=hosted.pk).update(is_trusted=True)
    host.post(url(hosted), TYPED)
    event = Event.objects.get()
    assert event.shown_at
    assert host.post(url(hosted, f"{event.pk}/"), {**TYPED, "place": "Mairie"}).status_code == 302
    event.refresh_from_db()
    assert event.place == "Mairie"
    host.post(url(hosted, f"{event.pk}/cancellation/"))
    event.refresh_from_db()
    assert event.cancelled_at


def test_a_published_event_of_others_stays_as_it_was_approved(
    host: Client, hosted: LocalGroup, carla: Any
) -> None:
    host.post(url(hosted), TYPED)
    event = Event.objects.get()
    assert host.post(url(hosted, f"{event.pk}/"), {**TYPED, "title": "B"}).status_code == 302
    actions.show(event=event, user=carla)
    host.post(url(hosted, f"{event.pk}/"), {**TYPED, "title": "C", "starts_at": "2031-03-02T20:00"})
    event.refresh_from_db()
    assert event.titles == {"en": "B"} and f"{event.begins:%H:%M}" == "18:30"
    change = event.changes.get()
    assert change.is_open and change.values.keys() == {"titles", "starts_at"}, "the rest is as it was"
    page = host.get(url(hosted, f"{event.pk}/")).content.decode()
    assert "waits for approval" in page and 'value="C"' in page, "the host goes on from there"
    about = {"titles": {"fr": "HQ"}, "starts_at": event.starts_at, "group": hosted}
    ours = actions.announce(values=about, user=carla)
    assert host.post(url(hosted, f"{ours.pk}/cancellation/")).status_code == 404


def test_hosts_plan_nothing_that_the_law_forbids(host: Client, hosted: LocalGroup) -> None:
    Campaign.objects.update(country="fr")
    elections.save_election(name="P", kind="president", days=[dt.date(2027, 4, 11), dt.date(2027, 4, 25)])
    answer = host.post(url(hosted), {**TYPED, "kind": "rally", "starts_at": "2027-04-10T18:00"})
    assert answer.status_code == 422 and "L. 49" in answer.content.decode()
    assert not Event.objects.exists()


def test_only_leaders_of_the_group_propose(
    hosted: LocalGroup, client: Client, supporter: Callable[..., Any]
) -> None:
    assert client.post(url(hosted), TYPED).status_code == 302
    other = own_page_browser(supporter("otto"))
    assert other.post(url(hosted), TYPED).status_code == 403
    assert not Event.objects.exists()
