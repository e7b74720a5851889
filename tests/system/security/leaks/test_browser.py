"""The leak room in a real browser: from a dump to what was changed, on three widths, audited."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks import leak_factory
from hustings.foundation.accounts.roles import Role
from tests.browser import Axe
from tests.conftest import user

pytestmark = pytest.mark.browser


def audited(page: Page, width: int) -> None:
    """Nothing sticks out, and axe finds nothing."""
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width, (page.url, width)
    ends = page.locator("code.hq-break").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().right)"
    )
    assert max(ends, default=0) <= width, (page.url, width, ends)  # what is cut off shows no bar to scroll
    found = Axe().run(page, context="main")
    assert found.violations_count == 0, f"{page.url} {width}\n{found.generate_report()}"


def test_from_a_dump_to_what_was_changed(
    hq_page: Callable[[Any], Page], room: Any, run_tasks: Callable[[], int]
) -> None:
    page = hq_page(user("sam", Role.SECURITY))
    page.goto("/hq/leaks/")
    audited(page, 360)
    page.get_by_role("link", name="New case").click()
    page.get_by_label("Name of the case").fill("Soir")
    page.get_by_label("Leaked files on the server").select_option("evening")
    page.get_by_label("Our domains").fill(leak_factory.OURS)
    audited(page, 768)
    page.get_by_role("button", name="Start reading").press("Enter")
    expect(page.get_by_text("0 e-mails read")).to_be_visible()
    run_tasks()
    expect(page.get_by_text("mailguard leak verify")).to_be_visible()  # without anybody's doing
    for width in (360, 768, 1280):
        audited(page, width)
    page.get_by_role("link", name="Browse the e-mails").click()
    page.get_by_label("Verdict").select_option("altered")
    page.locator("#main").get_by_role("button", name="Search", exact=True).press("Enter")
    expect(page).to_have_url(re.compile("altered"))
    for width in (360, 1280):
        audited(page, width)
    page.locator("tbody th a").first.click()
    expect(page.get_by_role("heading", name="Changes")).to_be_visible()
    for width in (360, 768, 1280):
        audited(page, width)
    page.goto(page.url.partition("mails/")[0] + "statement/")
    expect(page.get_by_label("In French")).to_have_value(re.compile("^Des fichiers ont été publiés"))
    audited(page, 360)
