"""Walk lists on phones whose server is killed: nothing is lost, nothing counts twice."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from hustings.field.canvassing import actions, figures, stop_texts
from hustings.field.canvassing.contacts import PURPOSES
from hustings.field.canvassing.models import DoorResult, WalkList
from hustings.foundation.elections.actions import save_election
from hustings.foundation.sync.models import LoggedEntry
from hustings.people.persons.models import Person
from hustings.people.scripts import actions as scripts
from hustings.people.scripts.models import Answer
from hustings.site.website.actions import offer_consent
from tests.browser import Axe, profile
from tests.cast.field.canvassing import street
from tests.cast.foundation.sync.processes import Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(transactional_db: None, tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path, "plain")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def phones(site: Site, chromium: Any) -> Iterator[Any]:
    """``phones()``: one more profile, as wide as a phone."""
    with ExitStack() as stack:
        yield lambda **more: stack.enter_context(profile(chromium, site.address, width=360, **more))


@pytest.fixture
def lilas(transactional_db: None) -> WalkList:
    return street.walk_list()


def opened(context: BrowserContext, found: WalkList, team: str = "Team 1", days: float = 1 / 24) -> Page:
    """A tab of a phone that was handed the list, and has all that it needs without a network."""
    ends_at = timezone.now() + timedelta(days=days)
    _handset, link = actions.hand_out(walk_list=found, team=team, ends_at=ends_at, user=None)
    page = context.new_page()
    page.goto(f"/phone/#{link.partition('#')[2]}")
    page.wait_for_url("**/phone/canvassing/*")
    page.evaluate("navigator.serviceWorker.ready")
    ready(page)
    return page


def ready(page: Page) -> None:
    page.wait_for_selector("body[data-ready=walk]")


def tap(page: Page, key: str, code: str) -> None:
    """Open a door, say what happened."""
    page.locator(f"li[data-key='{key}'] button").click()
    button = page.locator(f"[data-walk-results] [data-code={code}]")
    button.click()
    if code == "no_return":
        expect(button).to_contain_text("confirm")
        button.click()
    is_(page, key, code)


def is_(page: Page, key: str, code: str) -> None:
    expect(page.locator(f"li[data-key='{key}'][data-code='{code}']")).to_be_visible()


def sent(page: Page) -> None:
    page.locator("[data-sync-send]").click()
    expect(page.locator("[data-sync-status][data-unsent='0']")).to_be_visible()


def counter(page: Page, words: str) -> None:
    expect(page.locator("[data-walk-counter]")).to_contain_text(words)


def test_with_the_server_killed_doors_are_noted_taken_back_found_merged_and_split(site, phones, lilas):
    page = opened(phones(), lilas)
    left, right, above = (street.door(lilas, *at) for at in (("G", "1"), ("D", "1"), ("G", "2")))
    site.stop()
    page.reload()
    ready(page)
    counter(page, "0 of 4 doors visited")
    tap(page, left, "talked")
    tap(page, above, "no_return")
    page.get_by_role("button", name="Nobody home", exact=False).first.click()  # what is open of the landing
    is_(page, right, "absent")
    is_(page, left, "talked")
    page.locator("[data-walk-said] button").click()
    is_(page, right, "")
    page.locator("[data-more]").first.click()
    page.get_by_label("Note on the building").fill("Code 12A")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator(".notes").first).to_have_text("Code 12A")
    page.locator("[data-more]").first.click()
    page.get_by_role("textbox", name="Staircase").fill("Esc. A")
    page.get_by_role("textbox", name="Floor").fill("1er")
    page.get_by_role("textbox", name="Door").fill("gauche")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("[data-walk-wrong]")).to_be_visible()  # the list has it
    page.get_by_role("textbox", name="Door").fill("3")
    page.get_by_role("button", name="Add", exact=True).click()
    counter(page, "2 of 5 doors visited")
    found = street.door(lilas, "3")
    page.locator(f"li[data-key='{found}'] button").click()
    page.get_by_text("This door is not right").click()
    page.get_by_label("It is several doors, named").fill("3A, 3B")
    page.get_by_role("button", name="Split").click()
    counter(page, "2 of 6 doors visited")
    page.locator(f"li[data-key='{street.door(lilas, '3A')}'] button").click()
    page.get_by_text("This door is not right").click()
    page.get_by_label("It is the same door as").select_option(left)
    page.get_by_role("button", name="Merge").click()
    counter(page, "2 of 5 doors visited · 1 conversations")
    page.reload()
    ready(page)
    counter(page, "2 of 5 doors visited")
    assert not LoggedEntry.objects.exists()
    site.start()
    sent(page)
    told = figures.of(lilas)
    assert (told.doors, told.done) == (5, 2)
    assert not LoggedEntry.objects.exclude(problem="").exists()


def stored(page: Page) -> str:
    """All that the phone keeps in its log."""
    kept: str = page.evaluate("""() => new Promise((resolve) => {
      indexedDB.open("hustings-phone").onsuccess = ({ target }) => {
        const asked = target.result.transaction("log").objectStore("log").getAll();
        asked.onsuccess = () => resolve(JSON.stringify(asked.result));
      };
    })""")
    return kept


def test_answers_are_sealed_on_the_phone_and_opened_by_the_campaign(site, phones, transactional_db):
    text = "? Will you vote?\n- Yes -> end\n- No\n? Why?"
    found = street.walk_list(script=scripts.save_script(name="Evening", texts={"en": text}))
    page, key = opened(phones(), found), street.door(found)
    site.stop()
    page.locator(f"li[data-key='{key}'] button").click()
    page.locator("[data-walk-results] [data-code=talked]").click()
    page.get_by_label("Yes", exact=True).check()
    expect(page.get_by_label("Why?")).to_be_hidden()
    page.get_by_label("No", exact=True).check()
    page.get_by_label("Why?").fill("No time at all")
    assert not Axe().run(page).response["violations"]
    page.get_by_role("button", name="Save", exact=True).click()
    is_(page, key, "talked")
    kept = stored(page)
    assert "said" in kept and "No time" not in kept
    assert "No time" not in page.content()
    site.start()
    sent(page)
    assert sorted(Answer.objects.values_list("question", "choice", "text")) == [
        ("q1", "2", ""), ("q2", "", "No time at all")
    ]  # fmt: skip


def test_a_contact_with_three_consents_is_sealed_and_becomes_a_person(site, phones, transactional_db):
    for purpose in PURPOSES:
        for language in ("en", "fr"):
            offer_consent(purpose=purpose, language=language, text=f"Yes to {purpose}", position=1)
    found = street.walk_list()
    page, key = opened(phones(), found), street.door(found)
    site.stop()
    page.locator(f"li[data-key='{key}'] button").click()
    page.locator("[data-walk-results] [data-code=talked]").click()
    page.get_by_label("Yes to email").check()
    page.get_by_label("Given name", exact=True).fill("Ada")
    save = page.get_by_role("button", name="Save", exact=True)
    save.click()
    expect(page.get_by_text("Type the e-mail address.")).to_be_visible()
    page.get_by_label("E-mail").fill("ada@example.org")
    assert not Axe().run(page).response["violations"]
    save.click()
    is_(page, key, "talked")
    assert "said" in stored(page) and "ada@" not in stored(page) + page.content()
    page.locator(f"li[data-key='{street.door(found, 'D')}'] button").click()
    page.locator("[data-walk-results] [data-code=talked]").click()
    expect(page.get_by_label("E-mail")).to_be_empty()
    save.click()  # no to all three
    site.start()
    sent(page)
    ada = Person.objects.get()
    assert (ada.given_name, ada.language) == ("Ada", "en")
    assert [*ada.consents.live().values_list("purpose", flat=True)] == ["email"]


def test_a_leader_chooses_who_knocked_and_the_names_go_with_the_list(site, phones, lilas):
    page = opened(phones(), lilas)
    site.stop()
    page.get_by_text("Several people knock").click()
    page.get_by_label("Letters or given names").fill("Ana, Bo,, Ana")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Bo", exact=True).click()
    tap(page, street.door(lilas), "talked")
    page.locator(f"li[data-key='{street.door(lilas, 'D')}'] button").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Bo", exact=True)).to_have_attribute("aria-pressed", "true")
    dialog.get_by_role("button", name="Ana", exact=True).click()
    assert not Axe().run(page).response["violations"]
    dialog.locator("[data-code=absent]").click()
    is_(page, street.door(lilas, "D"), "absent")  # kept
    page.reload()
    ready(page)
    assert not Axe().run(page).response["violations"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Ana", exact=True).click()  # nobody now
    tap(page, street.door(lilas, "G", "2"), "refused")
    site.start()
    sent(page)
    noted = {entry.verb: entry.body for entry in LoggedEntry.objects.all()}
    assert noted == {"talked": {"by": "Bo"}, "absent": {"by": "Ana"}, "refused": {}}
    page.clock.set_fixed_time(timezone.now() + timedelta(hours=50))
    page.reload()
    assert over(page)["handsets"] == []


def test_without_a_network_it_says_until_when_nobody_rings_and_keeps_what_is_noted(site, phones, french):
    found = street.walk_list()
    page = opened(phones(), found, days=3)
    site.stop()
    evening = timezone.localtime().replace(hour=21, minute=0) + timedelta(days=1)
    for moment, words, is_closed in (
        (evening, "Don’t ring now", True),
        (evening.replace(hour=14), "You can ring until", False),
    ):
        page.clock.set_fixed_time(moment)
        page.reload()
        ready(page)
        note = page.locator("[data-walk-hours]")
        expect(note).to_contain_text(words)
        assert ("error" in note.get_attribute("class")) is is_closed
        assert not Axe().run(page).response["violations"]
    page.clock.set_fixed_time(evening)
    tap(page, street.door(found), "talked")
    site.start()
    sent(page)
    assert LoggedEntry.objects.get().problem == ""


def test_in_silence_it_says_so_until_the_polls_close(site, phones, french):
    day = timezone.localdate() + timedelta(days=(6 - timezone.localdate().weekday()) % 7 or 7)
    save_election(name="P", kind="president", days=[day])
    page = opened(phones(locale="fr"), street.walk_list(), days=9)
    site.stop()
    page.clock.set_fixed_time(timezone.localtime().replace(hour=15) + (day - timezone.localdate()))
    page.reload()
    ready(page)
    expect(page.locator("[data-walk-hours]")).to_contain_text("Silence électoral")


def test_six_phones_without_a_network_come_to_the_same(site, phones, lilas):
    keys = [street.door(lilas, *at) for at in (("G", "1"), ("D", "1"), ("G", "2"))]
    pages = [opened(phones(), lilas, f"Team {n}") for n in range(6)]
    site.stop()
    codes = ["absent", "talked", "refused", "absent", "talked", "absent"]
    for page, code in zip(pages, codes, strict=True):
        tap(page, keys[0], code)
    tap(pages[2], keys[1], "absent")
    tap(pages[3], keys[1], "no_return")
    tap(pages[4], keys[1], "talked")
    for page in pages[:3]:  # killed and opened again
        page.reload()
        ready(page)
    site.start()
    for page in [*pages, *pages]:
        sent(page)
    for page in pages:
        is_(page, keys[0], "talked")
        expect(page.locator(f"li[data-key='{keys[0]}']")).to_contain_text("Two conversations")
        is_(page, keys[1], "no_return")
        is_(page, keys[2], "")
    assert LoggedEntry.objects.count() == len(codes) + 3
    assert street.state(lilas, keys[0]) == ("talked", 2)
    assert street.state(lilas, keys[1]) == ("no_return", 1)
    assert DoorResult.objects.get(key=keys[0]).n_absent == 3


def test_the_page_is_accessible_in_light_and_dark_and_fits_a_phone(site, phones, lilas):
    for scheme in ("light", "dark"):
        page = opened(phones(color_scheme=scheme), lilas)
        for n, code in enumerate(("talked", "absent")):
            tap(page, street.door(lilas, "GD"[n]), code)
        assert not Axe().run(page).response["violations"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator("li[data-key] button").first.click()
        assert not Axe().run(page).response["violations"]
        page.locator("[data-walk-close]").click()
        page.locator("[data-more]").first.click()
        assert not Axe().run(page).response["violations"]
        page.locator("[data-walk-leave]").click()


KEPT = """async () => {
  const database = await new Promise((resolve) => {
    indexedDB.open("hustings-phone").onsuccess = ({ target }) => resolve(target.result);
  });
  const all = (name) => new Promise((resolve) => {
    const asked = database.transaction(name).objectStore(name).getAll();
    asked.onsuccess = () => resolve(asked.result);
  });
  const cached = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) cached.push(await (await cache.match(request)).text());
  }
  const storages = JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);
  const [handsets, log, attachments] = await Promise.all(["handsets", "log", "attachments"].map(all));
  return { handsets, log, attachments, rest: cached.join() + storages };
}"""


def over(page: Page) -> Any:
    """Fail unless the list is gone from the page; all that the phone keeps."""
    expect(page.locator("[data-walk-none]")).to_be_visible()
    expect(page.locator("[data-walk]")).to_be_hidden()
    assert not page.locator("li[data-key]").count()
    return page.evaluate(KEPT)


def test_the_nearest_doors_come_first_without_a_network(site, phones, transactional_db):
    stops = stop_texts.read("1 rue A\n3 rue A\n5 rue A\n7 rue A\nhidden way")
    for n, stop in enumerate(stops[:4]):
        stop.at = (45.0 + n / 1_000, 4.0, "rue A", 1)
    found = street.walk_list(stops=stops)
    context = phones()
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 45.004, "longitude": 4.0})
    page = opened(context, found)
    site.stop()
    tap(page, street.door(found, "", "", "", n=2), "absent")
    page.get_by_role("button", name="Nearest first", exact=True).click()
    addresses = page.locator(".building h2")
    expect(addresses).to_have_text(["7 rue A", "3 rue A", "1 rue A", "5 rue A", "hidden way"])
    page.get_by_role("button", name="Nearest first", exact=True).click()
    expect(addresses).to_have_text([stop.address for stop in stops])
