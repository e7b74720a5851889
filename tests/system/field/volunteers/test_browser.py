"""From the offer to a task that is done, on a phone of 360 pixels; HQ beside it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Browser, Page, expect

from hustings.field.volunteers.models import Hours, TaskPlace, Volunteer
from hustings.site.website.serving import site_version
from tests.browser import audit, profile
from tests.cast.field.volunteers.fixtures import at, skill, task

pytestmark = pytest.mark.browser


def last_link(run_tasks: Callable[[], int], part: str) -> str:
    run_tasks()
    found = re.search(rf"https?://[^/]+(/\S+/{part}/\S+)", str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[1]


@pytest.mark.usefixtures("site", "patient")
@pytest.mark.parametrize("has_scripts", [True, False])
def test_from_the_offer_to_a_task_that_is_done(
    chromium: Browser, server: str, run_tasks: Callable[[], int], has_scripts: bool
) -> None:
    cooking = skill("Cuisine")
    task("Soupe", "Villeurbanne", **at(4), skills=[cooking], minutes=120)
    site_version.renew()
    faults: list[str] = []
    with profile(chromium, server, width=360, java_script_enabled=has_scripts) as context:
        page = context.new_page()
        page.goto("/en/volunteer/")
        if has_scripts:
            audit(page, faults)
        page.get_by_label("Given name").fill("Charlie")
        page.get_by_label("E-mail", exact=True).fill("charlie@example.org")
        page.get_by_label("Postcode").fill("69100")
        page.get_by_label("Cuisine").check()
        page.get_by_label("Saturday, morning").check()
        page.get_by_label(re.compile("Remember me on this device")).check()
        page.get_by_role("button", name="I want to help").click()
        expect(page.get_by_text("Check your inbox")).to_be_visible()
        page.goto(last_link(run_tasks, "volunteer/offers"))
        page.get_by_role("button", name="Yes, I want to help").click()
        page.get_by_role("link", name="See what suits you").click()
        expect(page.get_by_role("heading", name="Hello, Charlie")).to_be_visible()
        if has_scripts:
            audit(page, faults)
        page.get_by_role("button", name="I’ll do it: Soupe").click()
        page.get_by_role("button", name="Done: Soupe").click()
        expect(page.get_by_text("You gave 2.0 hours so far")).to_be_visible()
        page.goto("/en/my-data/")
        page.get_by_label("E-mail").fill("charlie@example.org")
        page.get_by_role("button", name="Send me the link").click()
        page.wait_for_load_state()
        page.goto(last_link(run_tasks, "my-data/links"))
        page.get_by_role("button").filter(has_text="Open").first.click()
        page.wait_for_load_state()
        page.goto("/en/volunteer/me/")
        expect(page.get_by_label("Saturday, morning")).to_be_checked()
        if has_scripts:
            audit(page, faults)
    assert not faults, "\n".join(faults)
    assert Hours.objects.get().minutes == 120 and TaskPlace.objects.get().done_at


@pytest.mark.usefixtures("site")
def test_hq_shares_a_task_out(hq_page: Callable[[Any], Page], oscar: Any, server: str) -> None:
    from tests.cast.field.volunteers.fixtures import helper

    needed = task("Soupe", **at(4))
    helper("Lea")
    page, faults = hq_page(oscar), list[str]()
    volunteer = Volunteer.objects.get()
    for path in ("", "tasks/", f"{volunteer.pk}/", f"tasks/{needed.pk}/edit/", f"tasks/{needed.pk}/"):
        page.goto(f"/hq/volunteers/{path}")
        audit(page, faults)
    page.get_by_label("Lea").check()
    page.get_by_role("button", name="They agreed: give it to them").click()
    expect(page.get_by_text("1 person has it now.")).to_be_visible()
    assert not faults, "\n".join(faults)
