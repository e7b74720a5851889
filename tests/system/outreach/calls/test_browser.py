"""A caller's desk on a phone of 360 pixels: the next person, the number, the script, the result."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, expect

from hustings.outreach.calls import claims, clock
from hustings.outreach.calls.models import Call, Callee
from hustings.people.contacts.models import Contact
from hustings.people.scripts.models import Answer
from tests.app.outreach.calls.conftest import ann, call_list, filled, script
from tests.browser import audit, profile

__all__ = ["ann", "call_list", "filled", "script"]
pytestmark = pytest.mark.browser


def test_a_caller_rings_follows_the_script_and_saves_what_was_said(
    chromium: Browser, server: str, ann, filled
) -> None:
    client = Client()
    client.force_login(ann)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    faults: list[str] = []
    with profile(chromium, server, width=360) as context:
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])
        page = context.new_page()
        page.goto("/hq/call-lists/desk/")
        audit(page, faults)
        page.get_by_role("button", name="Next person").click()
        number = page.locator("[data-call-number]")
        expect(number).to_be_visible()
        audit(page, faults)
        assert number.get_attribute("href") == f"tel:{claims.held_by(ann).number}"
        expect(page.get_by_text("Why not?")).to_be_visible()
        page.get_by_label("Yes", exact=True).check()
        expect(page.get_by_text("Why not?")).to_be_hidden()  # “Yes” leads to the end
        page.get_by_label("No", exact=True).check()
        page.get_by_label("Why not?").fill("No bus")
        page.get_by_label("We talked").check()
        # The lease is over while the page has no network; what was said is sent all the same.
        held = claims.held_by(ann)
        Callee.objects.filter(pk=held.pk).update(claimed_until=clock.now())
        claims.lapse(clock.now())
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.get_by_text("What you noted can still be saved.")).to_be_visible()
        expect(number).to_have_count(0)
        page.get_by_role("button", name="Save and pause").click()
        expect(page.get_by_text("Noted.")).to_be_visible()
    assert not faults, "\n".join(faults)
    assert Contact.objects.get().outcome == "reached" and Answer.objects.filter(text="No bus").exists()
    assert Call.objects.get(claim=held.claim).end == "noted"
