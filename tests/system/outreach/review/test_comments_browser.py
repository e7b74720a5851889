"""Comments by keyboard on a phone, without JavaScript too; the look of letters as it is chosen."""

import pytest
from playwright.sync_api import expect

from hustings.outreach.emails.models import LetterLook
from hustings.outreach.review.models import Comment
from tests.browser import profile
from tests.cast.outreach.fixtures import letters
from tests.system.people.segments.test_browser import fits, shot

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("eased")]


def test_comments_by_keyboard_on_a_phone(server, mailing, dora, alice, hq_page):
    mailing.content = letters("Hello", "Come on Saturday")
    mailing.save()
    page = hq_page(dora)
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"/hq/mailings/{mailing.pk}/comments/")
    page.get_by_label("Part of the message").select_option(label="any language · A, the whole message")
    page.get_by_role("textbox", name="Comment").focus()
    page.keyboard.type("@Alice, is it too short?")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name="Dora")).to_contain_text("@Alice, is it too short?")
    assert fits(page)
    shot(page, "comments-390")

    page = hq_page(alice)
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/hq/")
    expect(page.get_by_role("heading", name="Comments for you")).to_be_visible()
    assert fits(page)
    page.get_by_role("link", name="Dora on “First”").press("Enter")
    page.locator("summary", has_text="Reply").press("Enter")
    page.get_by_label("Your answer").fill("Not for me")
    page.get_by_role("button", name="Reply", exact=True).press("Enter")
    expect(page.get_by_role("list", name="Replies")).to_contain_text("Not for me")
    assert not page.get_by_role("button", name="Resolve").count(), "it is neither her letter nor her comment"
    comment = Comment.objects.get(answers_to=None)
    assert not comment.mentions.filter(read_at=None).exists()


def test_the_look_shows_before_it_is_saved_and_without_javascript(server, campaign, dora, hq_page, chromium):
    page = hq_page(dora)
    page.goto("/hq/sending/look/")
    page.get_by_role("group", name="Light mode").get_by_label("Text").fill("#999999")
    expect(page.get_by_text("too low, 4.5:1 needed").first).to_be_visible()
    letter = page.frame_locator("iframe[title='Light mode']")
    expect(letter.get_by_text("Come on Saturday")).to_have_css("color", "rgb(153, 153, 153)")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Light mode, text on the e-mail background: the contrast is")).to_be_visible()
    assert not LetterLook.objects.exists() and fits(page)
    shot(page, "look-1280")
    cookies = page.context.cookies()
    with profile(chromium, server, java_script_enabled=False) as plain:
        plain.add_cookies(cookies)
        page = plain.new_page()
        page.set_viewport_size({"width": 390, "height": 900})
        page.goto("/hq/sending/look/")
        expect(page.locator("#wagtail-sidebar")).to_be_hidden()
        page.get_by_role("group", name="Dark mode").get_by_label("Links").fill("#ffff00")
        page.get_by_role("button", name="Show").click()
        night = page.frame_locator("iframe[title='Dark mode']")
        expect(night.get_by_text("Read more")).to_have_css("color", "rgb(255, 255, 0)")
        assert not LetterLook.objects.exists() and fits(page)
        page.get_by_label("English", exact=True).fill("Élan, 1 rue de la République")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("E-mail design saved.")).to_be_visible()
    assert LetterLook.current().below == {"en": "Élan, 1 rue de la République"}
