"""Changes of published events that hosts ask for, where the group is not trusted."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from hustings.field.events import actions, hooks, waiting
from hustings.field.events.hosts import host_mails
from hustings.field.events.models import Event, EventChange
from hustings.field.groups.models import LocalGroup
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from tests.app.field.events.test_hooks import Listener
from tests.app.field.events.test_proposals import TYPED, url
from tests.cast.people.devices import own_page_browser
from tests.conftest import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient")]
LINK = {"online_at": "https://meet.example/a", "is_link_private": "on"}
POSTED = {**TYPED, **LINK}


@pytest.fixture
def host(hosted: LocalGroup) -> Client:
    return own_page_browser(hosted.memberships.leaders().get(role="host").person)


@pytest.fixture
def event(host: Client, hosted: LocalGroup, carla: Any) -> Event:
    """Approved and on the site."""
    host.post(url(hosted), POSTED)
    made = Event.objects.get()
    actions.show(event=made, user=carla)
    made.refresh_from_db()
    return made


@pytest.fixture
def heard() -> Iterator[Listener]:
    """What apps above are told."""
    listener = Listener()
    with hooks.hearers.replaced(listener):
        yield listener


def hq(who: Any) -> Client:
    client = Client()
    client.force_login(who)
    return client


def ask(host: Client, event: Event, **typed: str) -> EventChange:
    host.post(url(event.group, f"{event.pk}/"), {**POSTED, **typed})  # type: ignore[arg-type] # it has one
    return EventChange.objects.open().get(event=event)


def test_seats_and_the_private_link_change_at_once(host: Client, event: Event, hosted: LocalGroup) -> None:
    host.post(
        url(hosted, f"{event.pk}/"), {**POSTED, "capacity": "30", "online_at": "https://meet.example/b"}
    )
    event.refresh_from_db()
    assert event.online_at == "https://meet.example/b" and event.shifts.get().capacity == 30
    assert not event.changes.exists()
    open_link = {**POSTED, "online_at": "https://meet.example/b", "is_link_private": ""}
    host.post(url(hosted, f"{event.pk}/"), open_link)
    event.refresh_from_db()
    assert event.is_link_private and event.changes.get().values == {"is_link_private": False}


def test_only_the_seats_of_shifts_change_at_once(host: Client, event: Event, hosted: LocalGroup) -> None:
    shift = event.shifts.get()
    typed = {
        "shift-TOTAL_FORMS": "2", "shift-INITIAL_FORMS": "1", "shift-0-pk": str(shift.pk),
        "shift-0-capacity": "40", "shift-0-name_en": "X", "shift-0-DELETE": "on", "shift-1-name_en": "Y",
        "shift-1-capacity": "9",
    }  # fmt: skip
    assert host.post(url(hosted, f"{event.pk}/shifts/"), typed).status_code == 302
    shift.refresh_from_db()
    assert (event.shifts.count(), shift.capacity, shift.names) == (1, 40, {})
    assert host.post(url(hosted, f"{event.pk}/repetition/"), {"rule": "FREQ=DAILY"}).status_code == 302
    event.refresh_from_db()
    assert event.series_id is None, "dates that nobody approved"


def test_the_organiser_of_the_zone_compares_and_accepts(
    host: Client, event: Event, hosted: LocalGroup, heard: Listener, run_tasks: Callable[[], int],
    mailoutbox: list[Any],
) -> None:  # fmt: skip
    change = ask(host, event, title="New title", starts_at="2031-03-03T19:00")
    run_tasks()
    mailoutbox.clear()
    olga = user("olga", Role.ORGANISER, hosted.zone)
    nina = user("nina", Role.ORGANISER, Zone.objects.get(name="Nîmes"))
    assert [todo.url for todo in waiting.due(olga)] == ["/hq/agenda/?state=changes"]
    assert not list(waiting.due(nina))
    page = f"/hq/agenda/changes/{change.pk}/"
    assert hq(nina).get(page).status_code == 404
    assert event.title in hq(olga).get("/hq/agenda/?state=changes").content.decode()
    assert page in hq(olga).get(f"/hq/agenda/{event.pk}/").content.decode()
    read = hq(olga).get(page).content.decode()
    assert all(words in read for words in ("Café militant", "New title", "18:30", "19:00"))
    assert hq(nina).post(page, {"answer": "yes"}).status_code == 404
    hq(olga).post(page, {"answer": "yes"})
    event.refresh_from_db()
    assert event.titles == {"en": "New title"} and f"{event.begins:%d %H:%M}" == "03 19:00"
    assert heard.heard == [["starts_at", "titles"]], "apps above hear of it as when the team does it"
    run_tasks()
    host_mails.tell_of_change(change.pk)
    assert [one.subject for one in mailoutbox] == ["Changed: New title"]
    assert not list(waiting.due(olga))


def test_a_refusal_leaves_it_and_tells_why(
    host: Client, event: Event, hosted: LocalGroup, carla: Any, run_tasks: Callable[[], int],
    mailoutbox: list[Any],
) -> None:  # fmt: skip
    change = ask(host, event, title="Bad")
    run_tasks()
    mailoutbox.clear()
    page = f"/hq/agenda/changes/{change.pk}/"
    assert hq(carla).post(page, {"answer": "no", "reason": ""}).status_code == 422
    hq(carla).post(page, {"answer": "no", "reason": "Too vague"})
    event.refresh_from_db()
    assert event.titles == {"en": "Café militant"}
    run_tasks()
    (told,) = mailoutbox
    assert told.subject == "Change not accepted: Café militant" and "Too vague" in told.body
    assert "Too vague" in host.get(url(hosted, f"{event.pk}/")).content.decode()


def test_a_new_wish_replaces_the_one_that_was_read(
    host: Client, event: Event, hosted: LocalGroup, carla: Any
) -> None:
    first = ask(host, event, title="First")
    assert ask(host, event, title="First") == first, "the same wish keeps its place"
    second = ask(host, event, title="Second")
    hq(carla).post(f"/hq/agenda/changes/{first.pk}/", {"answer": "yes"})
    event.refresh_from_db()
    assert event.titles == {"en": "Café militant"}, "nobody accepts what they did not read"
    host.post(url(hosted, f"{event.pk}/withdrawal/"))
    with pytest.raises(actions.NotDecided):
        actions.accept(change=second, user=carla)
    ask(host, event, title="Third")
    host.post(url(hosted, f"{event.pk}/"), POSTED)
    assert not EventChange.objects.open().exists(), "as it is published: nothing to ask"


def test_a_change_of_a_series_keeps_its_scope(host: Client, hosted: LocalGroup, carla: Any) -> None:
    host.post(url(hosted), POSTED)
    event = Event.objects.get()
    said = {"rule": "FREQ=WEEKLY;BYDAY=SU", "ends": "count", "count": "3"}
    host.post(url(hosted, f"{event.pk}/repetition/"), said)
    actions.show(event=event, user=carla)
    change = ask(host, event, title="All", scope="all")
    assert set(Event.objects.values_list("titles__en", flat=True)) == {"Café militant"}
    actions.accept(change=change, user=carla)
    assert set(Event.objects.values_list("titles__en", flat=True)) == {"All"}


def test_nothing_is_decided_about_a_cancelled_event(
    host: Client, event: Event, hosted: LocalGroup, carla: Any
) -> None:
    change = ask(host, event, title="Late")
    host.post(url(hosted, f"{event.pk}/cancellation/"), {"reason_en": "Rain"})
    event.refresh_from_db()
    assert event.cancelled_at and not list(waiting.due(carla))
    with pytest.raises(actions.NotDecided):
        actions.accept(change=change, user=carla)


def test_a_group_trusted_meanwhile_changes_at_once(host: Client, event: Event, hosted: LocalGroup) -> None:
    ask(host, event, title="Waits")
    LocalGroup.objects.filter(pk=hosted.pk).update(is_trusted=True)
    host.post(url(hosted, f"{event.pk}/"), {**POSTED, "title": "Now"})
    event.refresh_from_db()
    assert event.titles == {"en": "Now"} and not EventChange.objects.open().exists()


def test_nobody_else_asks_or_withdraws(
    host: Client, event: Event, hosted: LocalGroup, client: Client, supporter: Callable[..., Any]
) -> None:
    ask(host, event, title="Mine")
    simple = own_page_browser(hosted.memberships.get(role="member").person)
    for who in (client, simple, own_page_browser(supporter("otto"))):
        who.post(url(hosted, f"{event.pk}/withdrawal/"))
        who.post(url(hosted, f"{event.pk}/"), {**POSTED, "title": "Theirs"})
    assert EventChange.objects.open().get().values == {"titles": {"en": "Mine"}}
