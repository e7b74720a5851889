"""The place of an event in HQ: by suggestion, by keyboard, on a small phone, without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hustings.field.events.models import Event
from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Kind
from tests.browser import faults_of, profile, tabbed_to
from tests.conftest import zone

pytestmark = pytest.mark.browser


def _begun(page: Page) -> None:
    page.goto("/hq/agenda/new/")
    page.get_by_label("Title (English)").fill("Meeting")
    page.get_by_label("Starts").fill("2031-03-02T18:00")


def test_an_address_is_chosen_and_its_pin_moved_by_keyboard(
    carla: User, hq_page: Callable[[User], Page]
) -> None:
    page = hq_page(carla)
    page.set_viewport_size({"width": 360, "height": 740})
    _begun(page)
    expect(page.get_by_label("Latitude")).to_be_hidden()
    box = page.get_by_label("Town or address")
    box.fill("12 rue Haute, 69100")
    expect(page.locator("ul [role=option]")).to_have_count(1)
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("12 rue Haute, 69100 Villeurbanne")
    pin = page.get_by_role("button", name="Pin on the map")
    expect(pin).to_be_visible()
    box.fill("12 rue Haute, Nowhere")
    expect(pin).to_have_count(0)
    box.fill("12 rue Haute, 69100")
    expect(page.locator("ul [role=option]")).to_have_count(1)
    box.press("ArrowDown")
    box.press("Enter")
    tabbed_to(page, pin)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    expect(pin).to_be_focused()
    expect(page.locator("[data-point-said]")).to_have_text("Pin moved")
    expect(page.get_by_label("Time zone")).to_be_hidden()
    assert not faults_of(page)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".point-map__pin")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("45.7")
    page.reload()  # what was said fades in, and is pale while it does
    expect(page.locator(".point-map__pin")).to_be_visible()
    assert not faults_of(page)
    event = Event.objects.get()
    assert event.zone and event.zone.name == "Villeurbanne" and event.point
    assert event.point != (45.771, 4.88) and abs(event.point[0] - 45.771) < 0.1
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_role("button", name="Reset the pin").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".point-map__pin")).to_be_visible()
    event.refresh_from_db()
    assert event.point == (45.771, 4.88)


def test_without_javascript_the_town_is_chosen_after_the_look_up(
    chromium: Browser, server: str, carla: User, rhone: Any, hq_page: Callable[[User], Page]
) -> None:
    zone(Kind.COMMUNE, "69900", "Saint-Denis", rhone)
    far = zone(Kind.COMMUNE, "69901", "Saint-Denis-Sud", rhone)
    far.name, far.name_key = "Saint-Denis", "saint denis"
    far.save()
    cookies = hq_page(carla).context.cookies()
    with profile(chromium, server, java_script_enabled=False, width=360) as context:
        context.add_cookies(
            [{"name": each["name"], "value": each["value"], "url": server} for each in cookies]
        )
        page = context.new_page()
        _begun(page)
        page.get_by_label("Town or address").fill("1 rue Haute, Saint-Denis")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Several towns match")).to_be_visible()
        page.get_by_label("Saint-Denis (Rhône)").last.check()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    event = Event.objects.get()
    assert event.zone and event.zone.name == "Saint-Denis" and event.address == "1 rue Haute, Saint-Denis"
