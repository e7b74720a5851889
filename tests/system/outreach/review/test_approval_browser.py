"""A mailing approved, sent and undone in a real browser, as wide as a desk and as a phone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hustings.foundation.accounts.roles import Role
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.review.models import Precaution
from tests.cast.outreach.fixtures import reader
from tests.conftest import user
from tests.system.people.segments.test_browser import fits, shot

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("eased")]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_mailing_is_approved_sent_and_undone(server, mailing, dora, hq_page, width):
    Precaution.objects.update(above=1, grace=60)
    carla = user("carla", Role.COMMUNICATIONS)
    for name in ("one", "two"):
        reader(name)
    mailing.save_revision(user=dora)
    page = hq_page(dora)
    page.set_viewport_size({"width": width, "height": 900})

    def look(name):
        assert fits(page), name
        shot(page, f"{name}-{width}")

    page.goto(f"/hq/mailings/{mailing.pk}/send/")
    look("approval-send")
    page.goto(f"/hq/mailings/{mailing.pk}/")
    page.get_by_label("Note for the approver (optional)").fill("Before noon, please")
    look("approval-draft")
    page.get_by_role("button", name="Ask for approval").press("Enter")
    expect(page.get_by_text("Waiting for one of: Carla.")).to_be_visible()
    look("approval-asked")

    page = hq_page(carla)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/hq/")
    look("approval-home")
    page.get_by_role("link", name="to approve “First”").click()
    expect(page.get_by_text("Before noon, please")).to_be_visible()
    look("approval-answer")
    page.get_by_role("button", name="Request changes").click()
    expect(page.get_by_text("Enter the changes you request.")).to_be_visible()
    page.get_by_label(re.compile("^Comment")).fill("Well done")
    page.get_by_role("button", name="Approve").press("Enter")
    expect(page.get_by_text(", as long as nothing changes.")).to_be_visible()

    page = hq_page(dora)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/hq/mailings/{mailing.pk}/send/")
    look("approval-given")
    page.get_by_label("Send anyway").check()
    page.get_by_role("button", name="Send now").click()
    undo = page.get_by_role("button", name="Undo sending")
    undo.focus()
    look("undo")
    first = page.get_by_role("timer").inner_text()
    expect(page.get_by_role("timer")).not_to_have_text(first)  # it counts down by itself
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing was sent. The mailing is a draft again.")).to_be_visible()
    assert Mailing.objects.get().is_draft
    expect(page.get_by_text(", as long as nothing changes.")).to_be_visible()

    page.goto("/hq/sending/precautions/")
    look("precautions")
    page.goto("/hq/sending/")
    look("sending")


def test_undo_works_without_javascript(server, chromium, mailing, dora, hq_page):
    reader("one")
    Mailing.objects.update(
        state="queueing", sent_by=dora, started_at=timezone.now(),
        leaves_at=timezone.now() + timedelta(minutes=1),
    )  # fmt: skip
    cookies = hq_page(dora).context.cookies()
    bare = chromium.new_context(base_url=server, java_script_enabled=False, locale="en-GB")
    bare.add_cookies(cookies)
    page = bare.new_page()
    page.goto(f"/hq/mailings/{mailing.pk}/")
    page.get_by_role("button", name="Undo sending").click()
    assert "Nothing was sent. The mailing is a draft again." in page.content()
    bare.close()
    assert Mailing.objects.get().is_draft
