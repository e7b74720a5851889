"""From a click to a street: a group is founded, meets, fills up, and its people are let in at the door.

An organiser at a desk, supporters on phones of 360 pixels, against a real site that is killed at the door.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from hustings.field.checkins import door_lists, tickets
from hustings.field.checkins.models import CheckIn
from hustings.field.events.models import Event
from hustings.field.groups.models import GroupKind, LocalGroup
from hustings.field.registrations import reminders
from hustings.field.registrations.models import Registration, Seat
from hustings.people.persons.models import Person
from hustings.people.selfservice import page_links
from hustings.people.selfservice.models import PageWish
from hustings.site.website.serving import site_version
from tests.browser import profile
from tests.cast.field.events.fixtures import site
from tests.cast.foundation.sync.processes import Site

__all__ = ["site"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]
Run = Callable[[], int]


@pytest.fixture
def town(
    transactional_db: None, site: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    """The site, in a process of its own."""
    monkeypatch.setenv("HUSTINGS_SECOND_FACTOR", "optional")
    made = Site(tmp_path, "plain")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def people(town: Site, chromium: Any) -> Iterator[Callable[..., BrowserContext]]:
    """``people(360)``: one more browser of that width."""
    with ExitStack() as stack:
        yield lambda width, **more: stack.enter_context(
            profile(chromium, town.address, width=width, seconds=60, **more)
        )


def path_in(address: str) -> str:
    return re.sub(r"^https?://[^/]+", "", address)


def mailed(run: Run, to: str, subject: str) -> str:
    """The path of the first page in the last mail to somebody, whose subject begins so."""
    run()
    mine = [one for one in mail.outbox if one.to == [to] and one.subject.startswith(subject)]
    assert mine, [(one.to, one.subject) for one in mail.outbox]
    found = re.findall(r"https?://\S+/(?:registrations|groups)/\S+/(?=\s)", str(mine[-1].body))
    assert found, mine[-1].body
    return path_in(found[0])


def confirm(page: Page, link: str, button: str) -> None:
    page.goto(link)
    page.get_by_role("button", name=button).click()
    page.wait_for_load_state()


def who(page: Page, name: str) -> None:
    page.get_by_label("Given name").fill(name)
    page.get_by_label("E-mail", exact=True).fill(f"{name.lower()}@example.org")
    page.get_by_label("Postcode").fill("69100")


def own_page(page: Page, name: str) -> None:
    person = Person.objects.get(emails__key=f"{name.lower()}@example.org")
    page.goto(path_in(page_links.make(person, person.emails.get().address, PageWish.OPEN)))
    page.get_by_role("button", name="Open my page").click()
    page.wait_for_load_state()


def test_from_founding_a_group_to_the_report_on_its_first_evening(
    town: Site, people: Callable[..., BrowserContext], dora: Any, run_tasks: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    desk = at_a_desk(town, people(1280), dora)
    zoe = people(360).new_page()
    group = found_a_group(zoe, desk, run_tasks)
    event = plan_an_evening(desk, group)
    ben, cleo = people(360).new_page(), people(360).new_page()
    register(ben, event, "Ben", run_tasks)
    register(cleo, event, "Cleo", run_tasks)
    expect(cleo.get_by_text("You are first on the waiting list.")).to_be_visible()
    cancel_from_the_reminder(ben, event, run_tasks, monkeypatch)
    take_the_seat(cleo, run_tasks)
    let_in_without_a_network(town, people, desk, event)
    report(desk, event)


def at_a_desk(town: Site, context: BrowserContext, user: Any) -> Page:
    """Signed in."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": town.address}])
    return context.new_page()


def found_a_group(zoe: Page, desk: Page, run: Run) -> LocalGroup:
    """By a supporter on a phone; the organiser approves it."""
    names, charters = {"fr": "Comité local", "en": "Local committee"}, {"fr": "Respect.", "en": "Respect."}
    GroupKind.objects.create(code="committee", names=names, charters=charters)
    zoe.goto("/en/groups/found/")
    zoe.get_by_label("Name of the group").fill("Villeurbanne together")
    zoe.get_by_label("What will it do?").fill("Talk to our neighbours.")
    zoe.get_by_label("Town or address").fill("Villeurbanne")
    who(zoe, "Zoe")
    for box in zoe.get_by_label("I accept the charter").all():
        box.check()
    zoe.wait_for_timeout(2_100)  # faster is a robot
    zoe.get_by_role("button", name="Found this group").click()
    expect(zoe.get_by_text("Check your inbox").first).to_be_visible()
    zoe.goto(mailed(run, "zoe@example.org", ""))
    zoe.locator("main form button.button").first.click()
    zoe.wait_for_load_state()
    desk.goto("/hq/local-groups/foundings/")
    desk.get_by_role("link", name="Villeurbanne together").click()
    desk.get_by_role("button", name="Approve and publish").click()
    group = LocalGroup.objects.get(name="Villeurbanne together")
    assert group.is_shown
    own_page(zoe, "Zoe")
    zoe.goto(f"/en/groups/{group.pk}/host/")
    expect(zoe.get_by_role("heading", name="Villeurbanne together")).to_be_visible()
    return group


def plan_an_evening(desk: Page, group: LocalGroup) -> Event:
    """Tomorrow evening, in two shifts; one seat in the first."""
    tomorrow = timezone.localtime() + dt.timedelta(days=2)
    desk.goto("/hq/agenda/new/")
    desk.get_by_label("Title (English)").fill("First evening")
    desk.get_by_label("Starts").fill(tomorrow.strftime("%Y-%m-%dT18:00"))
    desk.get_by_label("Ends").fill(tomorrow.strftime("%Y-%m-%dT21:00"))
    desk.get_by_label("Town or address").fill("Villeurbanne")
    desk.get_by_label("Local group").fill(group.name)
    desk.get_by_role("button", name="Save").click()
    event = Event.objects.get(group=group)
    desk.goto(f"/hq/agenda/{event.pk}/shifts/")
    desk.get_by_role("button", name="Add a shift").click()
    expect(desk.locator("[name$='-name_en']")).to_have_count(2)
    for number, (name, begins, ends, seats) in enumerate(
        [("Setting up", "17:00", "18:00", "4"), ("Evening", "18:00", "21:00", "1")]
    ):
        desk.locator(f"[name='shift-{number}-name_en']").fill(name)
        desk.locator(f"[name='shift-{number}-starts_at']").fill(tomorrow.strftime(f"%Y-%m-%dT{begins}"))
        desk.locator(f"[name='shift-{number}-ends_at']").fill(tomorrow.strftime(f"%Y-%m-%dT{ends}"))
        desk.locator(f"[name='shift-{number}-capacity']").fill(seats)
    desk.get_by_role("button", name="Save").click()
    desk.wait_for_load_state()
    assert event.shifts.count() == 2
    site_version.renew()
    return event


def register(page: Page, event: Event, name: str, run: Run) -> None:
    """On the event's page, then by the link in the mail."""
    page.goto(f"/en/agenda/{event.path}")
    page.get_by_label(re.compile("^Evening")).check()
    who(page, name)
    page.wait_for_timeout(2_100)  # faster is a robot
    page.get_by_role("button", name="I’m coming").click()
    expect(page.get_by_text("Check your inbox").first).to_be_visible()
    confirm(page, mailed(run, f"{name.lower()}@example.org", "Confirm"), "Yes, I’m coming")


def cancel_from_the_reminder(ben: Page, event: Event, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    event.refresh_from_db()
    Registration.objects.update(confirmed_at=event.starts_at - dt.timedelta(days=5))
    noon = event.begins.replace(hour=12) - dt.timedelta(days=1)
    with monkeypatch.context() as patched:
        patched.setattr(timezone, "now", lambda: noon)
        assert reminders.remind() == 1
    link = mailed(run, "ben@example.org", "Tomorrow")
    ben.goto(link)
    ben.get_by_text("I can’t come").click()
    ben.get_by_role("button", name="Cancel my registration").click()
    expect(ben.get_by_text("You’re no longer registered.")).to_be_visible()


def take_the_seat(cleo: Page, run: Run) -> None:
    cleo.goto(mailed(run, "cleo@example.org", "A seat is free"))
    cleo.get_by_role("button", name="Take the seat").click()
    expect(cleo.get_by_text("Your seat is confirmed.")).to_be_visible()


def let_in_without_a_network(
    town: Site, people: Callable[..., BrowserContext], desk: Page, event: Event
) -> None:
    """A phone gets the door from HQ; then the site is killed."""
    evening = event.shifts.order_by("starts_at").last()
    assert evening and evening.starts_at
    move(event, timezone.now() - evening.starts_at)
    desk.goto(f"/hq/agenda/check-in/{event.pk}/")
    desk.get_by_label("Name of the door").fill("Main door")
    desk.get_by_role("button", name="Add door").click()
    text = desk.locator("main p code").inner_text()
    phone = people(360).new_page()
    phone.goto(f"/phone/#{text.partition('#')[2]}")
    phone.wait_for_url("**/phone/check-in/*")
    phone.evaluate("navigator.serviceWorker.ready")
    phone.wait_for_selector("body[data-ready=door]")
    seat = Seat.objects.seated().get(shift__event=event)
    found = door_lists.ticket_of(seat)
    assert found is not None
    town.stop()
    phone.reload()
    phone.wait_for_selector("body[data-ready=door]")
    phone.locator("#code").fill(tickets.short(found.number))
    phone.keyboard.press("Enter")
    expect(phone.locator("[data-door-verdict]")).to_contain_text("Welcome")
    assert not CheckIn.objects.exists()
    town.start()
    phone.locator("[data-sync-send]").click()
    expect(phone.locator("[data-sync-status][data-unsent='0']")).to_be_visible()
    seat.refresh_from_db()
    assert CheckIn.objects.count() == 1 and seat.attended_at


def move(event: Event, by: dt.timedelta) -> None:
    """As time goes by."""
    for shift in event.shifts.all():
        assert shift.starts_at and shift.ends_at
        shift.starts_at, shift.ends_at = shift.starts_at + by, shift.ends_at + by
        shift.save()
    event.refresh_from_db()
    event.starts_at, event.ends_at = event.starts_at + by, event.ends_at and event.ends_at + by
    event.fit()
    event.save()


def report(desk: Page, event: Event) -> None:
    """The evening is over: what came of it."""
    move(event, -dt.timedelta(days=1))
    desk.goto(f"/hq/agenda/{event.pk}/")
    desk.get_by_role("link", name="Write report").click()
    desk.get_by_label("People who came").fill("12")
    desk.get_by_label("Contacts made").fill("5")
    desk.get_by_role("button", name="Save").click()
    desk.wait_for_load_state()
    assert event.report.n_came == 12
