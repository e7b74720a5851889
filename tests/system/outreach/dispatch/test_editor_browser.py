"""The editor of mailings, in a real browser."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hustings.outreach.mailings.models import Mailing
from tests import waiting
from tests.cast.outreach.fixtures import reader
from tests.system.people.segments.test_browser import shot

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("eased")]
# Wagtail looks for changes once it has noted, two seconds on, what the form held to begin with.
WATCHED = "addEventListener('w-unsaved:watch-edits', () => document.documentElement.dataset.watched = '')"


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
    expect(page.locator(".hq-subject strong")).to_have_text("Hello Camille")
    shot(page, "draft")
    assert "Come tomorrow!" in str(Mailing.objects.get().get_latest_revision_as_object().content.raw_data[0])


def test_a_mailing_with_two_subjects_is_scheduled_from_new(server, campaign, everyone, dora, hq_page):
    """New, Blank, Review and send, Later, Schedule: five clicks beside what is typed."""
    reader("ann")
    page = hq_page(dora)
    page.add_init_script(WATCHED)
    page.goto("/hq/mailings/")
    page.get_by_role("link", name="New mailing").click()
    page.get_by_role("link", name="Blank").click()
    expect(page.locator("html[data-watched]")).to_be_attached()
    page.locator("[name=segment]").select_option(label="Everyone")
    page.locator("[name='content-0-value-subject']").fill("First subject")
    page.locator(".editor-test__switch input").check()
    page.locator("[name='content-0-value-subject_b']").fill("Second subject")
    expect(page.locator("[data-part=subject]")).to_have_text("Second subject")
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type("Dear ")
    page.locator(".Draftail-Editor__wrapper .merge-button").first.click()
    page.get_by_label("If unknown, write").fill("neighbour")
    page.get_by_role("button", name="Insert", exact=True).click()
    expect(page.locator(".merge-chip")).to_contain_text("Given name")
    page.keyboard.type(", come tomorrow!")
    expect(page.frame_locator("[data-part=frame]").locator("body")).to_contain_text(
        "Dear Camille, come tomorrow!"
    )
    page.wait_for_url("**/writing/edit/**")
    expect(page.locator(".w-autosave-indicator__state--saved")).to_be_visible()
    draft = Mailing.objects.get().get_latest_revision_as_object()
    assert draft.versions == ["A", "B"] and draft.trial, "saved by itself"
    shot(page, "editor")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("[data-part=frame]")).to_be_visible()
    expect(page.locator("[name='content-0-value-subject']")).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="Review and send").click()
    page.wait_for_url(f"**/hq/mailings/{draft.pk}/")
    page.get_by_label("Later").check()
    page.get_by_label("Day").fill(f"{timezone.localdate() + timedelta(days=3)}")
    page.get_by_label("Time", exact=True).fill("11:00")
    for word in page.locator("[name=nevertheless]").all():
        word.check()
    page.get_by_role("button", name="Schedule").click()
    expect(page.get_by_text("Mailing scheduled.")).to_be_visible()
    assert Mailing.objects.get().state == Mailing.State.SCHEDULED
    assert 'Dear {{ given_name|"neighbour" }}, come tomorrow!' in unescape(
        str(Mailing.objects.get().content.raw_data[0])
    )


def _kept_text():
    return str(Mailing.objects.get().get_latest_revision_as_object().content.raw_data[0])


def test_a_wrong_merge_field_is_kept_and_told_at_its_field(server, campaign, everyone, dora, hq_page):
    page = hq_page(dora)
    page.add_init_script(WATCHED)
    page.goto("/hq/mailings/writing/add/")
    expect(page.locator("html[data-watched]")).to_be_attached()
    subject = page.locator("[name='content-0-value-subject']")
    subject.fill("Hello {{ nick }}")
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type("Come to [[the place]] tomorrow.")
    told = page.locator("[data-contentpath=subject] .error-message")
    expect(told).to_contain_text("“nick” doesn’t exist")
    page.wait_for_url("**/writing/edit/**")
    expect(page.locator(".w-autosave-indicator__state--saved")).to_be_visible()
    page.locator("[name=name]").focus()
    expect(page.locator("[data-contentpath=body] .error-message")).to_contain_text("[[the place]]")
    shot(page, "mistakes")
    waiting.until(lambda: "[[the place]]" in _kept_text(), "the text to be kept", seconds=60)
    page.reload()
    expect(subject).to_have_value("Hello {{ nick }}")
    expect(told).to_contain_text("“nick” doesn’t exist")
    subject.fill("Hello {{ given_name }}")
    expect(told).to_have_count(0)
    page.get_by_role("button", name="Review and send").click()
    expect(page.get_by_text("Replace the placeholder “[[the place]]”.").first).to_be_visible()
    expect(page.get_by_role("button", name="Send now")).to_have_count(0)
