"""The editor of mailings, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from hustings.outreach.mailings.models import Mailing
from tests.system.people.segments.test_browser import shot

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("eased")]


def write(page, name, subject, text, segment):
    """Fill in the editor and go on to the checks."""
    page.goto("/hq/mailings/writing/add/")
    page.locator("#id_name").fill(name)
    page.locator("[name=segment]").select_option(label=segment)
    page.locator("[name='content-0-value-subject']").fill(subject)
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type(text)
    kept = page.locator("[name='content-0-value-body-0-value']")
    expect(kept).to_have_value(re.compile(text[-10:]))  # the editor hands over a moment later
    page.get_by_role("button", name=re.compile("Review and send|Vérifier et envoyer")).click()


def test_a_letter_is_written_saved_and_shown(server, campaign, everyone, dora, hq_page):
    page = hq_page(dora)
    write(page, "First", 'Hello {{ given_name|"friend" }}', "Come tomorrow!", "Everyone")
    expect(page.locator(".mailing-subject strong")).to_have_text("Hello Camille")
    shot(page, "draft")
    assert "Come tomorrow!" in str(Mailing.objects.get().get_latest_revision_as_object().content.raw_data[0])
