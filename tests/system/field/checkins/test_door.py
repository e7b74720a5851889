"""Doors whose server is killed: who may enter is said at once, and all that was noted arrives once."""

import io
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from hustings.field.checkins import actions, door_lists, tickets
from hustings.field.checkins.models import CheckIn, Finding, Ticket
from hustings.field.registrations.models import Seat
from hustings.foundation.lib.web import qr
from tests.browser import FLAGS, Axe, profile
from tests.cast.field.checkins import hall
from tests.cast.foundation.sync.processes import Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VERDICT = "[data-door-verdict]"
MANY, ASKED, PATIENCE = 400, 100, 1000  # tickets of the list, of which so many are asked for; milliseconds
TIMED = """async (codes) => {
  const [input, form, verdict] = ["#code", "[data-door-form]", "[data-door-verdict]"]
    .map((each) => document.querySelector(each));
  const took = [];
  for (const code of codes) {
    verdict.dataset.code = "";
    const began = performance.now();
    input.value = code;
    form.requestSubmit();
    while (!verdict.dataset.code) await new Promise((resolve) => setTimeout(resolve, 1));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    took.push([performance.now() - began, verdict.dataset.code]);
  }
  return took;
}"""


@pytest.fixture
def doors(transactional_db: None, rally: Any, tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path, "plain")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def phones(doors: Site, chromium: Any) -> Iterator[Any]:
    """``phones()``: one more profile, as wide as a phone."""
    with ExitStack() as stack:
        yield lambda **more: stack.enter_context(profile(chromium, doors.address, width=360, **more))


def opened(context: BrowserContext, event: Any, user: Any, door: str = "Door A") -> Page:
    """A tab of a phone that was handed a door, and has all that it needs without a network."""
    ends_at = timezone.now() + timedelta(hours=1)
    _handset, link = actions.hand_out(event=event, door=door, ends_at=ends_at, user=user)
    page = context.new_page()
    page.goto(f"/phone/#{link.partition('#')[2]}")
    page.wait_for_url("**/phone/check-in/*")
    page.evaluate("navigator.serviceWorker.ready")
    ready(page)
    return page


def ready(page: Page) -> None:
    page.wait_for_selector("body[data-ready=door]")


def asks(page: Page, code: str, verdict: str) -> None:
    """Somebody shows a code, and the door says so."""
    page.locator(VERDICT).evaluate("(each) => { each.dataset.code = ''; }")
    page.locator("#code").fill(code)
    page.keyboard.press("Enter")
    expect(page.locator(f"{VERDICT}[data-code={verdict}]")).to_be_visible()


def sent(page: Page) -> None:
    page.locator("[data-sync-send]").click()
    expect(page.locator("[data-sync-status][data-unsent='0']")).to_be_visible()


def test_with_the_server_killed_each_ticket_gets_its_verdict(doors, phones, rally, shift, dora):
    pair, gone, late = hall.seat(shift, n=2), hall.seat(shift), hall.seat(shift)
    there, revoked = hall.ticket(pair), hall.ticket(gone)
    Seat.objects.filter(pk=gone.pk).update(released_at=timezone.now())
    page = opened(phones(), rally, dora)
    newer = hall.ticket(hall.seat(shift))  # since the list was taken
    signed = door_lists.text_of(newer)
    doors.stop()
    page.reload()
    ready(page)
    asks(page, tickets.short(there.number), "welcome")
    expect(page.locator(VERDICT)).to_contain_text("Welcome")
    expect(page.locator(VERDICT)).to_contain_text("2 people")
    expect(page.locator(VERDICT)).to_contain_text("Noted on this phone.")
    expect(page.locator("[data-door-counter]")).to_have_text("2 of 3 entered")
    asks(page, door_lists.text_of(there), "already")
    expect(page.locator(VERDICT)).to_contain_text("Door A")
    asks(page, signed, "welcome")
    asks(page, signed[:-1] + ("0" if signed[-1] != "0" else "1"), "forged")
    asks(page, tickets.short(revoked.number), "revoked")
    asks(page, tickets.short(2**35 - 1), "unlisted")
    asks(page, "0000-0002", "mistyped")
    asks(page, "https://example.org/", "not_a_ticket")
    page.get_by_text("People without a ticket").click()
    let_in = page.get_by_role("button", name="Let in", exact=True)
    for n, words in {"9999": "Type a number from 1 to 20.", "12": "12 people without a ticket?"}.items():
        page.get_by_label("People", exact=True).fill(n)
        let_in.click()
        expect(page.locator("[data-door-many]")).to_contain_text(words)
    expect(page.locator("[data-door-counter]")).to_have_text("3 of 3 entered")
    page.get_by_label("People", exact=True).fill("3")
    let_in.click()
    expect(page.locator("[data-door-many]")).to_be_hidden()
    expect(page.locator("[data-door-counter]")).to_have_text("3 of 3 entered · 3 without a ticket")
    page.locator("[data-door-last] button").last.click()  # the pair
    expect(page.locator("[data-door-counter]")).to_have_text("1 of 3 entered · 3 without a ticket")
    assert not CheckIn.objects.exists()
    doors.start()
    sent(page)
    assert sorted(CheckIn.objects.values_list("people", flat=True)) == [1, 3]
    assert not Finding.objects.exists() and late.attended_at is None
    expect(page.get_by_role("button", name="Save a rescue file")).to_be_hidden()


def test_two_doors_without_a_network_are_found_to_have_let_in_one_ticket(doors, phones, rally, shift, dora):
    code = tickets.short(hall.ticket(hall.seat(shift)).number)
    pages = [opened(phones(), rally, dora, name) for name in ("Door A", "Door B")]
    doors.stop()
    for page in pages:
        asks(page, code, "welcome")
    doors.start()
    for page in [*pages, pages[0]]:
        sent(page)
    assert [each["door"] for each in Finding.objects.get().entries] == ["Door A", "Door B"]
    assert CheckIn.objects.get().people == 1
    asks(pages[0], code, "already")
    expect(pages[0].locator("[data-door-counter]")).to_have_text("1 of 1 entered")


def test_a_verdict_takes_less_than_a_second_without_a_server(doors, phones, rally, shift, dora):
    for _ in range(MANY):
        hall.seat(shift)
    page = opened(phones(), rally, dora)
    doors.stop()
    codes = [tickets.short(each.number) for each in Ticket.objects.order_by("number")[:ASKED]]
    took = page.evaluate(TIMED, codes)
    assert {code for _seconds, code in took} == {"welcome"}
    assert sorted(each for each, _code in took)[int(ASKED * 0.95) - 1] <= PATIENCE
    began = time.monotonic()
    page.reload()
    ready(page)
    assert time.monotonic() - began < 30
    expect(page.locator("[data-door-counter]")).to_have_text(f"{ASKED} of {MANY} entered")


def test_the_page_of_a_door_is_accessible_in_light_and_dark(doors, phones, rally, shift, dora):
    code = tickets.short(hall.ticket(hall.seat(shift)).number)
    for scheme in ("light", "dark"):
        page = opened(phones(color_scheme=scheme), rally, dora)
        for text in (code, code, "0000-0001"):
            page.locator("#code").fill(text)
            page.keyboard.press("Enter")
            page.wait_for_selector(f"{VERDICT}[data-code]")
            assert not Axe().run(page).response["violations"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_phone_in_french_says_so(doors, phones, rally, shift, dora):
    code = tickets.short(hall.ticket(hall.seat(shift)).number)
    page = opened(phones(locale="fr-FR"), rally, dora)
    asks(page, code, "welcome")
    expect(page.locator(VERDICT)).to_contain_text("Bienvenue")
    expect(page.locator(VERDICT)).to_contain_text("1 personne")


def filmed(text: str, path: Path) -> Path:
    """A film of a QR code, as Chromium takes it for a camera's."""
    picture = Image.new("L", (640, 480), 255)
    code = Image.open(io.BytesIO(qr.png(text))).convert("L").resize((420, 420))
    picture.paste(code, (110, 30))
    flat = bytes([128]) * (320 * 240)
    path.write_bytes(b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\nFRAME\n" + picture.tobytes() + flat + flat)
    return path


def test_the_camera_reads_a_ticket_without_a_server(doors, chromium, rally, shift, dora, tmp_path):
    film = filmed(door_lists.text_of(hall.ticket(hall.seat(shift, n=2))), tmp_path / "code.y4m")
    flags = [
        *FLAGS, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]  # fmt: skip
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    browser = chromium.browser_type.launch(executable_path=program, args=flags)
    try:
        with profile(browser, doors.address, width=360, permissions=["camera"]) as context:
            page = opened(context, rally, dora)
            doors.stop()
            page.get_by_role("button", name="Camera").click()
            expect(page.locator(f"{VERDICT}[data-code=welcome]")).to_contain_text("2 people")
            expect(page.locator("[data-door-counter]")).to_have_text("2 of 2 entered")
            page.get_by_role("button", name="Camera").click()
            expect(page.locator("video")).to_be_hidden()
    finally:
        browser.close()
