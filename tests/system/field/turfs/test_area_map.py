"""An area drawn in Chromium: by pointer, and by keyboard in the table of corners."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from hustings.field.turfs import tasks
from hustings.field.turfs.models import Plan
from hustings.foundation.accounts.models import User
from tests.browser import audit, look
from tests.cast.field import addresses, turfs

pytestmark = pytest.mark.browser
CUT = {"en": "Cut this area", "fr": "Découper cette zone"}
CLOSE = {"en": "Close the line", "fr": "Fermer la ligne"}
ADD = {"en": "Add a corner", "fr": "Ajouter un sommet"}


@pytest.mark.parametrize(("width", "language"), [(360, "fr"), (1280, "en")])
def test_an_area_is_drawn_dragged_and_cut(
    hq_page: Callable[[User], Page], server: str, alice: User, rhone: Any, width: int, language: str
) -> None:
    for n in range(20):
        addresses.building(
            f"{n + 1} rue A", latitude=45.76 + n % 5 * 0.001, longitude=4.83 + n * 0.0003, homes=2
        )
    plan = turfs.cut(addresses.commune("69123"), size=20)
    faults: list[str] = []
    page = hq_page(alice)
    UserProfile.objects.update_or_create(user=alice, defaults={"preferred_language": language})
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{server}/hq/turfs/{plan.pk}/area/")
    box, signs = page.locator("[data-area-map][data-ready='20']"), page.locator(".area-corner")
    told = page.locator("[data-area-told]")
    size = box.bounding_box()
    assert size
    for x, y in ((0.05, 0.02), (0.95, 0.02), (0.95, 0.98)):
        box.click(position={"x": size["width"] * x, "y": size["height"] * y})
    expect(signs).to_have_text(["1", "2", "3"])
    page.get_by_role("button", name=CLOSE[language], exact=True).click()
    expect(page.locator(".area-between")).to_have_count(3)
    box.click(position={"x": size["width"] * 0.1, "y": size["height"] * 0.9})
    expect(signs).to_have_count(3)  # the line is closed
    page.locator(".area-between").nth(2).drag_to(
        box, target_position={"x": size["width"] * 0.05, "y": size["height"] * 0.95}
    )
    expect(signs).to_have_text(["1", "2", "3", "4"])
    expect(told).to_contain_text("20 ")
    signs.nth(3).focus()
    page.keyboard.press("Delete")
    expect(signs).to_have_count(3)
    page.get_by_role("button", name=ADD[language], exact=True).click()
    page.keyboard.type("45,75")
    page.keyboard.press("Tab")
    page.keyboard.type("4,82")
    page.keyboard.press("Tab")
    expect(signs).to_have_count(4)
    audit(page, faults)
    look(page, f"area-{language}-{width}")
    page.get_by_role("button", name=CUT[language], exact=True).click()
    expect(page).to_have_url(f"{server}/hq/turfs/{plan.pk}/")
    made = Plan.objects.get()
    assert len(made.outline) == 4
    tasks.cut_plan.call(made.pk)
    page.goto(f"{server}/hq/turfs/{plan.pk}/area/")
    expect(signs).to_have_text(["1", "2", "3", "4"])
    expect(page.locator(".area-between")).to_have_count(4)
    assert not faults
