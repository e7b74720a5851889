"""Conversations on a phone of 360 pixels: write, answer, report, hide, ask for a review; HQ beside it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hustings.field.threads import actions
from hustings.field.threads.models import Message, Thread
from hustings.people.persons.models import Person
from hustings.people.selfservice import page_links
from hustings.people.selfservice.models import PageWish
from hustings.site.website.serving import site_version
from tests.browser import audit, profile
from tests.cast.people.devices import Purpose, give

pytestmark = pytest.mark.browser


def enter(context: BrowserContext, person: Person) -> Page:
    """A tab of somebody who opened their own page."""
    page = context.new_page()
    page.goto(
        re.sub(r"^https?://[^/]+", "", page_links.make(person, person.emails.get().address, PageWish.OPEN))
    )
    page.get_by_role("button", name="Open my page").click()
    page.wait_for_load_state()
    return page


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("has_scripts", [True, False])
def test_from_a_message_to_its_review(
    chromium: Browser,
    server: str,
    charlie: Person,
    mike: Person,
    harriet: Person,
    group: Any,
    has_scripts: bool,
) -> None:
    site_version.renew()
    faults: list[str] = []
    phone = {"width": 360, "java_script_enabled": has_scripts}

    def look(page: Page) -> None:
        if has_scripts:
            audit(page, faults)

    with profile(chromium, server, **phone) as one, profile(chromium, server, **phone) as two:
        page = enter(one, charlie)
        page.goto("/en/threads/")
        look(page)
        page.get_by_role("link", name="All conversations").click()
        look(page)
        page.get_by_label("Title").fill("Saturday's market")
        page.get_by_label("Your message").fill(
            "Who brings the table? https://example.org/a-long-address/" + "x" * 60
        )
        page.get_by_role("button", name="Start conversation").click()
        expect(page.get_by_role("heading", name="Saturday's market")).to_be_visible()
        look(page)
        thread = Thread.objects.get()
        other = enter(two, mike)
        other.goto(f"/en/threads/{thread.pk}/")
        other.get_by_label("Your message").fill("You are all idiots")
        other.get_by_role("button", name="Send").click()
        expect(other.get_by_text("You are all idiots")).to_be_visible()
        page.reload()
        page.get_by_role("link", name="Report message").click()
        look(page)
        page.get_by_label("Reason").select_option("insult")
        page.get_by_role("button", name="Report message").click()
        expect(page.get_by_text("The moderators will look at this message.")).to_be_visible()
        with profile(chromium, server, **phone) as three:
            host = enter(three, harriet)
            host.goto(f"/en/threads/{thread.pk}/")
            expect(host.get_by_role("button", name="Keep: 1 report")).to_be_visible()
            look(host)
            host.get_by_role("article").filter(has_text="idiots").get_by_role("link", name="Hide").click()
            look(host)
            host.get_by_label("Reason").select_option("insult")
            host.get_by_role("button", name="Hide message").click()
            expect(host.get_by_text("The message is hidden.")).to_be_visible()
            host.get_by_role("link", name="Moderation log").click()
            expect(host.get_by_text("Message hidden: insults or threats")).to_be_visible()
            look(host)
            host.goto(f"/en/threads/of/group/{group.pk}/messages/")
            look(host)
        page.reload()
        expect(page.get_by_text("You are all idiots")).to_have_count(0)
        other.reload()
        other.get_by_role("button", name="Ask for a review").click()
        expect(other.get_by_text("The team of your territory will review this decision.")).to_be_visible()
        look(other)
    assert Message.objects.exclude(appealed_at=None).count() == 1
    assert not faults, "\n".join(faults)


@pytest.mark.usefixtures("site")
def test_hq_moderates_and_approves(
    hq_page: Callable[[Any], Page], thread: Thread, circle: Any, charlie: Person, harriet: Person, dora: Any,
    settings: Any,
) -> None:  # fmt: skip
    settings.SECOND_FACTOR = "optional"
    give(charlie, Purpose.EMAIL)
    message = thread.messages.get()
    actions.report(message=message, person=charlie, why="off")
    bulletin = actions.write_bulletin(circle=circle, person=harriet, title="Come", text="To the market")
    page, faults = hq_page(dora), list[str]()
    for path in ("", "log/", f"messages/{message.pk}/", "members/", f"members/{bulletin.pk}/"):
        page.goto(f"/hq/conversations/{path}")
        audit(page, faults)
    page.goto(f"/hq/conversations/messages/{message.pk}/")
    page.get_by_role("button", name="Keep message").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert not faults, "\n".join(faults)
