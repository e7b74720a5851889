"""A second group at an event: asked and answered by hosts, set by the team; where it shows and counts."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from hustings.field.events import actions
from hustings.field.events.group_measures import last_held
from hustings.field.events.hosts import host_mails
from hustings.field.events.models import AgendaPage, CoHosting, Event, hosting_groups
from hustings.field.groups.certification import evaluation
from hustings.field.groups.models import GroupsPage, LocalGroup, Membership, Rule
from hustings.field.groups.reorganisation import actions as reorganisation
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.site.website import listings
from tests.app.field.events.test_proposals import TYPED, url
from tests.cast.people.devices import own_page_browser
from tests.conftest import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient")]


@pytest.fixture
def other(found: Callable[..., LocalGroup], member: Callable[..., Membership]) -> LocalGroup:
    """Nîmes verte, hosted by Hugo."""
    group = found("Nîmes verte", "Nîmes")
    member(group, "hugo", "host")
    return group


@pytest.fixture
def host(hosted: LocalGroup) -> Client:
    return own_page_browser(hosted.memberships.leaders().get(role="host").person)


@pytest.fixture
def hugo(other: LocalGroup) -> Client:
    return own_page_browser(other.memberships.hosts().get().person)


@pytest.fixture
def event(announce: Callable[..., Event], hosted: LocalGroup) -> Event:
    return announce("Fête", "Lyon", group=hosted, kind="meeting", takes_registrations=True)


def page(event: Event) -> str:
    return url(event.group, f"{event.pk}/co-hosts/")  # type: ignore[arg-type] # it has one


def numbers(*groups: LocalGroup, measure: str = "events_ahead") -> list[int]:
    """What certification counts for each."""
    found = evaluation.evaluate([Rule.objects.create(measure=measure, n=1, days=90)])
    counts = {one.group: one.numbers[0][1] for one in found}
    return [counts[group.pk] for group in groups]


def test_a_group_is_found_asked_and_accepts_by_mail(
    host: Client, hugo: Client, event: Event, other: LocalGroup, hosted: LocalGroup, client: Client,
    run_tasks: Callable[[], int], mailoutbox: list[Any],
) -> None:  # fmt: skip
    assert "Nîmes verte" in host.get(f"{page(event)}?q=nimes").content.decode()
    assert "Nîmes verte" not in host.get(page(event)).content.decode()
    assert host.post(page(event), {"group": str(other.pk)}).status_code == 302
    assert host.post(page(event), {"group": str(other.pk)}).status_code == 422, "asked already"
    assert host.post(page(event), {"group": str(hosted.pk)}).status_code == 422, "itself"
    run_tasks()
    (asked,) = mailoutbox
    assert asked.to == ["hugo@example.org"] and asked.subject == "Co-host an event: Fête (en)"
    assert hosting_groups(event) == [hosted] and numbers(other) == [0], "nothing before the answer"
    one = CoHosting.objects.get()
    link = f"/en/groups/co-hosting/{host_mails.token(one, other.memberships.hosts().get())}/"
    assert link in asked.body
    assert "Yes, we co-host" in client.get(link).content.decode() and CoHosting.objects.open().exists()
    client.post(link, {"answer": "yes"})
    one.refresh_from_db()
    assert one.is_live and "Thank you" in client.get(link).content.decode()
    assert client.post(link, {"answer": "no"}).status_code == 409, "answered already"
    run_tasks()
    assert [mail.subject for mail in mailoutbox[1:]] == ["“Nîmes verte” co-hosts “Fête (en)”"]
    assert mailoutbox[1].to == ["hanna@example.org"]
    assert hosting_groups(event) == [hosted, other]


def test_a_link_is_worth_nothing_once_its_reader_leads_no_more(
    event: Event, other: LocalGroup, client: Client, member: Callable[..., Membership]
) -> None:
    one = actions.ask_group(event=event, group=other)
    leader = other.memberships.hosts().get()
    link = f"/en/groups/co-hosting/{host_mails.token(one, leader)}/"
    Membership.objects.filter(pk=leader.pk).update(ended_at=timezone.now())
    assert client.post(link, {"answer": "yes"}).status_code == 404
    assert client.get("/en/groups/co-hosting/1.1:forged/").status_code == 404


def test_it_is_answered_and_left_on_the_hosts_page(
    host: Client, hugo: Client, event: Event, other: LocalGroup, hosted: LocalGroup
) -> None:
    one = actions.ask_group(event=event, group=other)
    read = hugo.get(f"/en/groups/{other.pk}/host/").content.decode()
    assert "would like to hold" in read and "Yes, we co-host" in read
    hugo.post(f"/en/groups/{other.pk}/host/co-hosting/{one.pk}/", {"answer": "yes"})
    read = hugo.get(f"/en/groups/{other.pk}/host/").content.decode()
    assert "Co-host no more" in read and "with Lyon en commun" in read
    assert "with Nîmes verte" in host.get(f"/en/groups/{hosted.pk}/host/").content.decode()
    hugo.post(f"/en/groups/{other.pk}/host/co-hosting/{one.pk}/end/")
    assert hosting_groups(event) == [hosted]
    again = actions.ask_group(event=event, group=other)
    hugo.post(f"/en/groups/{other.pk}/host/co-hosting/{again.pk}/", {"answer": "no"})
    assert hosting_groups(event) == [hosted]
    late = actions.ask_group(event=event, group=other)
    host.post(f"/en/groups/{hosted.pk}/host/co-hosting/{late.pk}/end/")
    path = f"/en/groups/{other.pk}/host/co-hosting/{late.pk}/"
    assert hugo.post(path, {"answer": "yes"}).status_code == 409, "withdrawn"


def test_hosts_of_the_other_group_hear_when_co_hosting_ends(
    host: Client, hugo: Client, event: Event, other: LocalGroup, hosted: LocalGroup, carla: Any,
    run_tasks: Callable[[], int], mailoutbox: list[Any],
) -> None:  # fmt: skip
    def ended(end: Callable[[CoHosting], object]) -> set[str]:
        one = actions.ask_group(event=event, group=other, user=carla)
        run_tasks()
        mailoutbox.clear()
        end(one)
        run_tasks()
        assert {mail.subject for mail in mailoutbox} == {"“Nîmes verte” no longer co-hosts “Fête (en)”"}
        return {mail.to[0] for mail in mailoutbox}

    def path(group: LocalGroup, one: CoHosting) -> str:
        return f"/en/groups/{group.pk}/host/co-hosting/{one.pk}/end/"

    leading = {f"{each.person.given_name.lower()}@example.org" for each in hosted.memberships.leaders()}
    assert ended(lambda one: hugo.post(path(other, one))) == leading, "it left"
    assert ended(lambda one: host.post(path(hosted, one))) == {"hugo@example.org"}, "it was removed"
    assert ended(lambda one: actions.end_co_hosting(one=one)) == {*leading, "hugo@example.org"}, "by the team"


def test_both_pages_calendars_and_figures_have_it(
    event: Event, other: LocalGroup, hosted: LocalGroup, carla: Any, client: Client
) -> None:
    actions.ask_group(event=event, group=other, user=carla)
    for group in (hosted, other):
        assert "Fête (en)" in client.get(listings.address(GroupsPage, group.path, "en")).content.decode()
        body = client.get(f"/en/calendar.ics?group={group.pk}").content
        (entry,) = icalendar.Calendar.from_ical(body).walk("VEVENT")
        assert "Lyon en commun, Nîmes verte" in entry["DESCRIPTION"]
    read = client.get(listings.address(AgendaPage, event.path, "en")).content.decode()
    assert "Lyon en commun" in read and "Nîmes verte" in read
    assert numbers(hosted, other) == [1, 1]
    over = timezone.now() - dt.timedelta(days=2)
    Event.objects.update(starts_at=over - dt.timedelta(hours=1), ends_at=over, over_at=over)
    assert numbers(hosted, other, measure="events") == [1, 1] and last_held() == {
        hosted.pk: over,
        other.pk: over,
    }
    actions.end_co_hosting(one=CoHosting.objects.get())
    assert numbers(hosted, other, measure="events") == [1, 0] and last_held() == {hosted.pk: over}


def test_a_series_is_co_hosted_from_the_date_on(event: Event, other: LocalGroup, hosted: LocalGroup) -> None:
    rule = f"FREQ=WEEKLY;BYDAY={['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][event.first_day.weekday()]}"
    actions.repeat(event=event, rule=rule, until=None, count=5, user=None)
    dates = list(Event.objects.order_by("starts_at"))
    one = actions.ask_group(event=dates[1], group=other)
    actions.answer_as_co_host(one=one, is_yes=True)
    assert [len(hosting_groups(each)) for each in dates] == [1, 2, 2, 2, 2]
    actions.end_co_hosting(one=CoHosting.objects.get(event=dates[3]))
    assert [len(hosting_groups(each)) for each in dates] == [1, 2, 2, 1, 1]


def test_dates_added_to_a_series_keep_it(event: Event, other: LocalGroup, carla: Any) -> None:
    actions.ask_group(event=event, group=other, user=carla)
    rule = f"FREQ=WEEKLY;BYDAY={['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][event.first_day.weekday()]}"
    actions.repeat(event=event, rule=rule, until=None, count=3, user=None)
    assert all(len(hosting_groups(each)) == 2 for each in Event.objects.all())


def test_copies_keep_it_and_hosts_ask_again(
    host: Client, event: Event, other: LocalGroup, hosted: LocalGroup, carla: Any
) -> None:
    actions.ask_group(event=event, group=other, user=carla)
    made = actions.duplicate(event=event, starts_at=event.starts_at + dt.timedelta(days=7), user=carla)
    assert hosting_groups(made) == [hosted, other]
    host.post(f"{url(hosted)}?like={event.pk}", TYPED)
    copied = Event.objects.latest("pk")
    assert hosting_groups(copied) == [hosted] and CoHosting.objects.open().get(event=copied).group == other


def test_mergers_splits_and_closing_keep_it(
    event: Event, other: LocalGroup, hosted: LocalGroup, found: Callable[..., LocalGroup], carla: Any
) -> None:
    third = found("Villeurbanne", "Villeurbanne")
    actions.ask_group(event=event, group=other, user=carla)
    deed = reorganisation.merge(group=other, into=third, user=carla)
    assert hosting_groups(event) == [hosted, third]
    reorganisation.undo(deed=deed, user=carla)
    assert hosting_groups(event) == [hosted, other]
    deed = reorganisation.merge(group=other, into=hosted, user=carla)
    event.refresh_from_db()
    assert hosting_groups(event) == [hosted] and numbers(hosted) == [1], "once, not twice"
    reorganisation.undo(deed=deed, user=carla)
    assert hosting_groups(event) == [hosted, other]
    deed = reorganisation.close(group=other, user=carla)
    assert hosting_groups(event) == [hosted]
    reorganisation.undo(deed=deed, user=carla)
    people = [other.memberships.hosts().get().person_id]
    about = {"name": "Nîmes sud", "zone": other.zone}
    one = CoHosting.objects.live().get()
    reorganisation.split(group=other, values=about, people=people, user=carla, rows={"co_hostings": [one.pk]})
    assert [group.name for group in hosting_groups(event)] == ["Lyon en commun", "Nîmes sud"]


def test_a_merger_of_two_co_hosts_leaves_one_row_and_is_undone(
    event: Event, other: LocalGroup, hosted: LocalGroup, found: Callable[..., LocalGroup], carla: Any
) -> None:
    third = found("Villeurbanne", "Villeurbanne")
    for group in (other, third):
        actions.ask_group(event=event, group=group, user=carla)
    deed = reorganisation.merge(group=other, into=third, user=carla)
    assert hosting_groups(event) == [hosted, third] and numbers(third) == [1]
    reorganisation.undo(deed=deed, user=carla)
    assert hosting_groups(event) == [hosted, other, third]


def test_the_team_sets_and_removes_it_in_its_territories(
    event: Event, other: LocalGroup, hosted: LocalGroup, carla: Any
) -> None:
    olga = user("olga", Role.ORGANISER, hosted.zone)
    hq = Client()
    hq.force_login(olga)
    hq.post(f"/hq/agenda/{event.pk}/co-hosts/", {"group": "Nîmes verte"})
    assert hosting_groups(event) == [hosted], "a group elsewhere is not hers to set"
    hq.force_login(carla)
    hq.post(f"/hq/agenda/{event.pk}/co-hosts/", {"group": "nimes verte"})
    assert hosting_groups(event) == [hosted, other]
    assert "Nîmes verte" in hq.get(f"/hq/agenda/{event.pk}/").content.decode()
    hq.post(f"/hq/agenda/{event.pk}/co-hosts/{CoHosting.objects.get().pk}/removal/")
    assert hosting_groups(event) == [hosted]


def test_nobody_else_asks_answers_or_ends(
    host: Client, hugo: Client, event: Event, other: LocalGroup, hosted: LocalGroup, client: Client,
    found: Callable[..., LocalGroup], member: Callable[..., Membership],
) -> None:  # fmt: skip
    third = found("Villeurbanne", "Villeurbanne")
    iris = own_page_browser(member(third, "iris", "host").person)
    simple = own_page_browser(hosted.memberships.get(role="member").person)
    for who in (client, simple, iris, hugo):
        who.post(page(event), {"group": str(third.pk)})
    theirs = f"/en/groups/{other.pk}/host/events/{event.pk}/co-hosts/"
    assert hugo.post(theirs, {"group": str(third.pk)}).status_code == 404, "not of its own event"
    assert not CoHosting.objects.exists()
    one = actions.ask_group(event=event, group=other)
    for who in (client, simple, iris, host):
        who.post(f"/en/groups/{other.pk}/host/co-hosting/{one.pk}/", {"answer": "yes"})
    assert (
        host.post(f"/en/groups/{hosted.pk}/host/co-hosting/{one.pk}/", {"answer": "yes"}).status_code == 404
    )
    assert iris.post(f"/en/groups/{third.pk}/host/co-hosting/{one.pk}/end/").status_code == 404
    assert CoHosting.objects.open().get() == one
    actions.answer_as_co_host(one=one, is_yes=True)
    assert hugo.post(f"/en/groups/{other.pk}/host/events/{event.pk}/", TYPED).status_code == 404, (
        "it doesn't edit"
    )


def test_a_group_that_is_not_on_the_site_is_not_asked(event: Event, hosted: LocalGroup) -> None:
    hidden = LocalGroup.objects.create(name="Hidden", name_key="hidden", zone=Zone.objects.get(name="Nîmes"))
    with pytest.raises(actions.NotCoHosted):
        actions.ask_group(event=event, group=hidden)
