"""The one search of HQ by keyboard and by the field of the menu."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hustings.foundation.accounts.models import User
from hustings.people.persons import actions as persons
from hustings.people.segments.models import Segment
from tests.browser import Axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_search_by_keyboard_alone(dora: User, hq_page: Callable[[User], Page]) -> None:
    made = persons.add_person(given_name="Mireille", family_name="Testard", source="test")
    Segment.objects.create(name="Mireille’s friends")
    tab = hq_page(dora)
    tab.goto("/hq/")
    box, field = tab.locator("dialog.hq-search"), tab.get_by_role("searchbox", name="Search")
    expect(tab.locator("#menu-search-q")).to_be_attached()

    tab.keyboard.press("/")
    expect(box).to_be_visible()
    field.press_sequentially("mireille")
    first = box.get_by_role("link", name="Mireille Testard")
    expect(first).to_be_visible()
    expect(box.get_by_role("status")).to_have_text("2 results")
    assert Axe().run(tab, context="dialog.hq-search").violations_count == 0
    tab.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    tab.keyboard.press("ArrowDown")
    expect(box.get_by_role("link", name="Mireille’s friends")).to_be_focused()
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    tab.keyboard.press("Escape")
    expect(box).to_be_hidden()

    tab.keyboard.press("/")
    field.fill("testard mir")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/hq/people/{made.uid}/")

    tab.locator("#menu-search-q").click()
    expect(box).to_be_visible()
    field.fill("xylophone quokka")
    expect(box).to_contain_text("Nothing found")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/hq/search/?q=xylophone+quokka")
    tab.get_by_role("searchbox", name="Search").last.fill("friends")
    tab.get_by_role("button", name="Search").last.click()
    expect(tab.get_by_role("link", name="Mireille’s friends")).to_be_visible()
