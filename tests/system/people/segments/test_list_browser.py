"""The list of people in a real browser."""

import pytest
from playwright.sync_api import expect

from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions
from hustings.people.segments.models import SavedView
from tests.system.people.segments.test_browser import fits, shot

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def eased(settings):
    settings.SECOND_FACTOR = "optional"


@pytest.fixture
def some(server, france, dora):
    for n in range(4):
        person = actions.add_person(
            given_name=f"Given{n}", family_name=f"Family{n}", email=f"p{n}@example.org",
            phone=f"061234567{n}", zone=Zone.objects.get(name="Lyon"), source="file voters.csv",
        )  # fmt: skip
        actions.tag(person=person, name="volunteer")
        actions.record_consent(person=person, purpose="email", is_given=True, source="x")


def test_columns_order_and_views_by_keyboard_and_on_a_phone(some, hq_page, dora):
    page = hq_page(dora)
    page.goto("/hq/people/")
    page.get_by_text("Columns", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_label("Consents").focus()
    page.keyboard.press("Space")
    heads = page.locator("#people thead th")
    expect(heads.filter(has_text="Consents")).to_have_count(1)
    expect(page.get_by_label("Consents", exact=True)).to_be_focused()
    page.get_by_role("button", name="Move Consents forward").click()
    expect(heads.last).to_have_text("Date added")
    expect(heads.nth(5)).to_have_text("Consents")
    page.get_by_role("link", name="Name", exact=True).click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Name")
    expect(page.locator("#people tbody th").first).to_have_text("Given0 Family0")
    shot(page, "list-1280")
    page.get_by_text("Save this view").click()
    page.get_by_label("Name of the view").fill("Callers")
    shot(page, "list-save-1280")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="Callers")).to_have_attribute("aria-current", "page")
    assert SavedView.objects.get().columns == ["reach", "zone", "tags", "consents", "since"]
    assert fits(page)
    page.set_viewport_size({"width": 360, "height": 800})
    page.get_by_text("Columns", exact=True).click()
    assert fits(page)
    shot(page, "list-360")
    page.goto("/hq/people/views/")
    page.get_by_text("Rename, share or delete").click()
    assert fits(page)
    shot(page, "views-360")
    page.set_viewport_size({"width": 1280, "height": 800})
    shot(page, "views-1280")
