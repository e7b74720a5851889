"""Phones whose server is killed: pages open, notes are kept, and all of them arrive once."""

import json
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from hustings.foundation.sync import actions, rescue_files
from hustings.foundation.sync.models import Handset, LoggedEntry, Stream
from tests.browser import Axe, profile
from tests.cast.foundation.sync import tally
from tests.cast.foundation.sync.processes import Site
from tests.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OPEN = "async () => { window.tally = await Sync.open(); await Sync.show(window.tally); }"
NOTE = """async ([key, n]) => {
  for (let i = 0; i < n; i += 1) await window.tally.note(key, "add", { n: 1 });
}"""
AT_ONCE = """() => {
  const one = () => window.tally.note("door", "add", { n: 1 });
  window.done = Promise.all(Array.from({ length: 30 }, one));
}"""
LOSE = """() => {
  const real = window.fetch;
  window.fetch = async (...words) => {
    await real(...words);
    window.fetch = real;
    throw new TypeError("cut");
  };
}"""
LINES, SEND = "[data-sync-lines]", "[data-sync-send]"


@pytest.fixture
def site(transactional_db: None, stream: Any, tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def phones(site: Site, chromium: Any) -> Iterator[Any]:
    """``phones()``: one more profile, as wide as a phone."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(profile(chromium, site.address, width=360))


def handed(context: BrowserContext, stream: Any, name: str = "Door A") -> tuple[Page, Handset]:
    """A tab whose phone was handed the stream, and has all that it needs without a network."""
    ends_at = timezone.now() + timedelta(hours=1)
    handset, link = actions.hand_out(stream=stream, name=name, ends_at=ends_at, user=None)
    page = context.new_page()
    page.goto(f"/phone/#{link.partition('#')[2]}")
    page.wait_for_url("**/phone/tally/*")
    page.evaluate("navigator.serviceWorker.ready")
    page.evaluate(OPEN)
    expect(page.locator(LINES)).to_contain_text("Everything is sent.")
    return page, handset


def waits(page: Page, n: int) -> None:
    expect(page.locator(f"[data-sync-status][data-unsent='{n}']")).to_be_visible()


def test_with_the_server_killed_a_page_opens_and_its_notes_arrive_once(site, phones, stream):
    context = phones()
    page, handset = handed(context, stream)
    assert page.url.endswith(f"/phone/tally/#{handset.pk}")  # without the secret
    assert page.evaluate("window.tally.snapshot") == {"of": 7, "for": "Door A"}
    site.stop()
    page.reload()
    expect(page.locator("h1")).to_have_text("Tally")
    page.evaluate(OPEN)
    page.evaluate(NOTE, ["door", 200])
    waits(page, 200)
    expect(page.locator(LINES)).to_contain_text("Noted on this phone, not sent yet: 200")
    expect(page.locator(LINES)).to_contain_text("The server can’t be reached right now.")
    page.close()
    page = context.new_page()
    page.goto("/phone/")
    expect(page.locator("[data-start-list]")).to_contain_text("not sent yet: 200")
    page.get_by_role("link", name="Tally 7").click()
    page.wait_for_url("**/phone/tally/*")
    page.evaluate(OPEN)
    waits(page, 200)
    assert not LoggedEntry.objects.exists()
    site.start()
    page.locator(SEND).click()
    waits(page, 0)
    expect(page.locator(LINES)).to_have_text("Everything is sent.")
    assert sorted(LoggedEntry.objects.values_list("n", flat=True)) == list(range(1, 201))
    assert tally.state(stream, "door")[0] == 200


def test_an_answer_that_is_lost_doubles_nothing(site, phones, stream):
    page, _handset = handed(phones(), stream)
    site.stop()
    page.evaluate(NOTE, ["door", 30])
    page.evaluate("() => window.tally.sending")
    site.start()
    page.evaluate(LOSE)
    page.locator(SEND).click()
    until(lambda: LoggedEntry.objects.count() == 30)
    page.wait_for_function("() => window.tally.trouble && !window.tally.sending")
    page.locator(SEND).click()
    waits(page, 0)
    assert LoggedEntry.objects.count() == 30 and tally.state(stream, "door")[0] == 30


def test_a_server_that_hangs_is_not_waited_for(site, phones, stream):
    page, _handset = handed(phones(), stream)
    page.wait_for_function("() => navigator.serviceWorker.controller")
    site.process.send_signal(signal.SIGSTOP)
    try:
        page.reload()
        expect(page.locator("h1")).to_have_text("Tally")
        page.evaluate(OPEN)
        page.evaluate(NOTE, ["door", 3])
        waits(page, 3)
    finally:
        site.process.send_signal(signal.SIGCONT)
    until(lambda: LoggedEntry.objects.count() == 3)


def test_what_a_restored_backup_lacks_is_sent_again(site, phones, stream):
    page, _handset = handed(phones(), stream)
    page.evaluate(NOTE, ["door", 20])
    waits(page, 0)
    LoggedEntry.objects.filter(pos__gt=5).delete()
    Stream.objects.update(last_pos=5)
    page.evaluate("() => window.tally.send()")
    waits(page, 0)
    until(lambda: LoggedEntry.objects.count() == 20)
    assert sorted(LoggedEntry.objects.values_list("n", flat=True)) == list(range(1, 21))


def test_two_phones_without_a_network_know_everything_afterwards(site, phones, stream):
    pages = [handed(phones(), stream, name)[0] for name in ("Door A", "Door B")]
    site.stop()
    for page in pages:
        page.reload()
        page.evaluate(OPEN)
        page.evaluate(NOTE, ["door", 50])
    site.start()
    for page in [*pages, *pages]:
        page.evaluate("() => window.tally.send()")
    held = [
        page.evaluate("async () => (await window.tally.entries('door')).map((row) => row.id).sort()")
        for page in pages
    ]
    assert held[0] == held[1] == sorted(str(pk) for pk in LoggedEntry.objects.values_list("pk", flat=True))
    assert len(held[0]) == 100 and tally.state(stream, "door") == [100, ["", ""]]  # neither knew of the other
    pages[0].evaluate(NOTE, ["door", 1])
    waits(pages[0], 0)
    assert tally.state(stream, "door") == [101, [""]]


def test_two_tabs_of_a_phone_count_on(site, phones, stream):
    context = phones()
    first, _handset = handed(context, stream)
    second = context.new_page()
    second.goto("/phone/tally/")
    second.evaluate(OPEN)
    for page in (first, second):
        page.evaluate(AT_ONCE)
    for page in (first, second):
        page.evaluate("() => window.done")
        page.evaluate("() => window.tally.send()")
    until(lambda: LoggedEntry.objects.count() == 60)
    assert sorted(LoggedEntry.objects.values_list("n", flat=True)) == list(range(1, 61))
    assert LoggedEntry.objects.values("replica").distinct().count() == 1


def test_what_the_server_cannot_take_holds_up_nothing_and_can_be_rescued(site, phones, stream):
    page, handset = handed(phones(), stream)
    page.evaluate("() => window.tally.note('door', 'add', { n: 1, text: 'x'.repeat(20_000) })")
    page.evaluate(NOTE, ["door", 3])
    page.evaluate("() => window.tally.note('door', 'sing')")
    expect(page.locator(LINES)).to_contain_text("Not accepted by the server: 1.")
    expect(page.locator(LINES)).to_contain_text("Sent, with a problem: 1")
    assert LoggedEntry.objects.count() == 4
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a rescue file").click()
    raw = Path(download.value.path()).read_bytes()
    found = rescue_files.read(raw)
    assert found.handset == handset and not found.entries and [number for number, _why in found.wrong] == [2]
    assert json.loads(raw.splitlines()[1])["verb"] == "add"


def test_a_phone_without_access_is_told_and_forgets(site, phones, stream, dora):
    page, handset = handed(phones(), stream)
    page.evaluate(NOTE, ["door", 3])
    waits(page, 0)
    site.stop()
    page.evaluate(NOTE, ["door", 2])
    actions.revoke(handset=handset, user=dora)
    site.start()
    page.locator(SEND).click()
    expect(page.locator(LINES)).to_contain_text("This phone’s access was withdrawn.")
    expect(page.locator(LINES)).to_contain_text("not counted until your organiser admits them: 2")
    assert page.evaluate("async () => (await window.tally.entries()).length") == 0
    assert page.evaluate("window.tally.snapshot") is None
    assert actions.admit(handset=handset, user=dora) == 2 and tally.state(stream, "door")[0] == 5
    Handset.objects.update(ends_at=timezone.now())
    page.evaluate("() => window.tally.send()")
    page.goto("/phone/")
    expect(page.get_by_text("Nothing yet.")).to_be_visible()


@pytest.mark.parametrize(
    "language,words", [("en-GB", "This link is not valid."), ("fr-FR", "Ce lien n’est pas valable.")]
)
def test_a_wrong_link_is_said_to_be_one(site, chromium, language, words):
    with profile(chromium, site.address, width=360, locale=language) as context:
        page = context.new_page()
        page.goto("/phone/#00000000-0000-4000-8000-000000000000.x")
        expect(page.locator("[data-start-says]")).to_contain_text(words)
        assert page.url.endswith("/phone/")
        assert not Axe().run(page).response["violations"]


def test_the_page_of_notes_is_accessible(site, phones, stream):
    page, _handset = handed(phones(), stream)
    page.evaluate(NOTE, ["door", 1])
    assert not Axe().run(page).response["violations"]
    page.goto("/phone/")
    expect(page.get_by_role("link", name="Tally 7")).to_be_visible()
    assert not Axe().run(page).response["violations"]
