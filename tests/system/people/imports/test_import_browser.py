"""A list comes in by way of a real browser."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Person
from tests.cast.people import nationbuilder

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def eased(settings: Any) -> None:
    settings.SECOND_FACTOR = "optional"


def row(page: Page, name: str) -> Locator:
    """The numbers of the lines with this outcome."""
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("HUSTINGS_TEST_PICTURES"):
        size = page.viewport_size
        page.set_viewport_size({"width": 390, "height": 3_000})  # HQ scrolls inside
        page.screenshot(path=f"{folder}/{name}.png")
        page.set_viewport_size(size)


def fits(page: Page) -> bool:
    """Nothing sticks out to the right, once the page that was asked for is there."""
    page.wait_for_load_state("domcontentloaded")
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def unnamed(page: Page) -> list[str]:
    """Fields that a screen reader could not name."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll('main :is(input:not([type=hidden]), select, textarea, progress)')]
        .filter(field => !field.labels?.length && !field.ariaLabel && !field.getAttribute('aria-labelledby'))
        .map(field => field.outerHTML.slice(0, 120))"""
    )
    return found


def test_a_list_comes_in_on_a_phone(
    hq_page: Callable[[User], Page], dora: User, run_tasks: Callable[[], None], tmp_path: Path
) -> None:
    made = nationbuilder.make(300, bad=0.05)
    path = tmp_path / "nationbuilder-export.csv"
    path.write_bytes(made.data)
    page = hq_page(dora)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/hq/people/imports/")
    page.get_by_label("CSV file").set_input_files(path)
    page.get_by_role("button", name="Upload").click()
    page.get_by_text("NationBuilder export").click()  # unfolds the columns
    expect(page.get_by_label("tag_list", exact=True)).to_have_value("tags")
    assert fits(page)
    assert unnamed(page) == []
    said = page.get_by_role("group", name="News by e-mail")
    said.get_by_label("Consent wording").fill("Yes, write to me.")
    shot(page, "import-columns")
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("Required: without it").first).to_be_visible()
    page.get_by_role("group", name="Text messages").get_by_label("Did they agree?").select_option("none")
    page.get_by_role("group", name="News by e-mail").get_by_label("Where they agreed").fill("Our old site")
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    shot(page, "import-progress")
    run_tasks()
    expect(
        page.get_by_role("button", name="Import", exact=True)
    ).to_be_visible()  # the page found out by itself
    expect(row(page, "New")).to_contain_text(str(made.created))
    expect(row(page, "Rejected")).to_contain_text(str(made.refused))
    assert fits(page)
    shot(page, "import-checked")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export all lines").click()
    assert len(Path(download.value.path()).read_text("utf-8-sig").splitlines()) >= 300
    page.get_by_role("button", name="Import", exact=True).click()
    run_tasks()
    expect(page.get_by_role("link", name="See these people")).to_be_visible()
    assert Person.objects.count() == made.created
    shot(page, "import-done")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export rejected lines").click()
    assert "hustings_problem" in Path(download.value.path()).read_text("utf-8-sig")
    page.goto("/hq/people/export/")
    assert fits(page)
    assert unnamed(page) == []
    page.get_by_label("Purpose").fill("Letters to new members")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export", exact=True).click()
    assert Path(download.value.path()).read_text("utf-8-sig").count("\n") >= made.created
    shot(page, "export")
