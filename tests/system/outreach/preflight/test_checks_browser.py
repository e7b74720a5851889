"""Before a mailing leaves, in a real browser: by keyboard, narrow and wide."""

import re

import pytest
from playwright.sync_api import expect

from hustings.outreach.emails.blocks import builder
from hustings.outreach.emails.blocks.builder import block
from hustings.outreach.mailings.models import Mailing
from tests.cast.outreach.fixtures import reader
from tests.system.people.segments.test_browser import shot

pytestmark = pytest.mark.browser
LAST = "5f0a4f6e-3d7b-4d6a-9d0c-0a1b2c3d4e5f"


@pytest.fixture(autouse=True)
def offline(eased, settings, tmp_path):
    settings.NAME_SERVERS, settings.DKIM_FOLDER = ["127.0.0.1:1"], tmp_path


@pytest.fixture
def draft(campaign, everyone, dora):
    """A long letter whose last block leads to a shortened address."""
    reader("ann")
    last = block("button", {"label": "Come", "address": "https://bit.ly/come"}) | {"id": LAST}
    body = [builder.text(f"Paragraph {n}. " * 60) for n in range(12)]
    letter = builder.letter("Open house", *body, last, builder.text("Dear {{ town }}"))
    return Mailing.objects.create(name="Rally", content=[letter], segment=everyone, user=dora)


def test_a_finding_leads_to_its_block_by_keyboard(draft, dora, hq_page):
    page = hq_page(dora)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"/hq/mailings/{draft.pk}/")
        page.get_by_text(re.compile("All checks|Toutes les vérifications")).first.click()
        shot(page, f"before-{width}")
    link = page.locator(f"a[href$='#block-{LAST}-section']")
    link.focus()
    page.keyboard.press("Enter")
    section = page.locator(f"#block-{LAST}-section")
    expect(section).to_be_in_viewport(timeout=10_000)


def test_what_is_outside_is_looked_at_by_itself_before_sending(draft, dora, hq_page, run_tasks):
    page = hq_page(dora)
    page.goto(f"/hq/mailings/{draft.pk}/send/")
    box = page.locator("#mailing-outside")
    expect(box.locator("progress")).to_be_visible()
    run_tasks()
    box.get_by_role("link").click(timeout=10_000)
    page.get_by_text(re.compile(r"^\s*\d+ (hints?|remarques?)\s*$")).click()
    expect(page.locator(".hq-notes").get_by_text(re.compile("DNS"))).to_be_visible()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        shot(page, f"send-{width}")
    page.get_by_role("button", name=re.compile("Send now|Envoyer maintenant")).click()
    assert Mailing.objects.get().is_draft, "the browser asks for the word"
    page.locator("[name=nevertheless]").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name=re.compile("Send now|Envoyer maintenant")).press("Enter")
    page.wait_for_url(f"**/hq/mailings/{draft.pk}/")
    assert not Mailing.objects.get().is_draft
