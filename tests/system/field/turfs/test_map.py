"""The map of a plan, and stops moved by hand, in Chromium."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from hustings.foundation.accounts.models import User
from tests.browser import audit, look
from tests.cast.field import addresses, turfs

pytestmark = pytest.mark.browser
RECTANGLE = {"en": "Choose by a rectangle on the map", "fr": "Choisir par un rectangle sur la carte"}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_turf_is_changed_by_pointer_and_by_keyboard(
    hq_page: Callable[[User], Page], server: str, alice: User, rhone: Any, width: int, language: str
) -> None:
    for n in range(20):
        addresses.building(f"{n + 1} rue A", latitude=45.76, longitude=4.83 + n * 0.0003, homes=2)
    plan = turfs.cut(addresses.commune("69123"), size=20)
    plan.refresh_from_db()
    plan.barriers = [[[4.832, 45.759], [4.832, 45.761]]]
    plan.save()
    faults: list[str] = []
    page = hq_page(alice)
    UserProfile.objects.update_or_create(user=alice, defaults={"preferred_language": language})
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{server}/hq/turfs/{plan.pk}/")
    expect(page.locator("[data-plan-map][data-ready='2']")).to_be_visible()
    assert page.locator(".point-map__number").all_inner_texts() == ["1", "2"]
    audit(page, faults)
    look(page, f"plan-{language}-{width}")
    page.locator(".point-map__number").first.click()
    expect(page.locator("h1, .w-breadcrumbs").last).to_be_visible()
    expect(page.locator(".point-map__box[data-ready='2']")).to_be_visible()
    dots, ticks = page.locator("path.turf-dot"), page.locator("input[name=stop]")
    dots.nth(1).click(force=True)
    expect(ticks.nth(1)).to_be_checked()
    ticks.nth(2).focus()
    page.keyboard.press("Space")
    chosen = page.locator("path.turf-dot[stroke-width='6']")
    expect(chosen).to_have_count(2)
    ticks.nth(1).uncheck()
    ticks.nth(2).uncheck()
    expect(chosen).to_have_count(0)
    page.get_by_role("button", name=RECTANGLE[language], exact=True).click()
    first, last = dots.nth(1).bounding_box(), dots.nth(2).bounding_box()
    assert first and last
    left, right = sorted((first["x"], last["x"]))
    page.locator(".point-map__box").scroll_into_view_if_needed()
    first = dots.nth(1).bounding_box()
    assert first
    page.mouse.move(left - 2, first["y"] - 20)
    page.mouse.down()
    page.mouse.move(right + 16, first["y"] + 40, steps=4)
    page.mouse.up()
    expect(chosen).to_have_count(2)
    page.get_by_role("button", name={"en": "Zoom out", "fr": "Dézoomer"}[language], exact=True).click()
    page.locator(".point-map__number").first.click()
    audit(page, faults)
    look(page, f"turf-{language}-{width}")
    page.get_by_role("button", name={"en": "Move", "fr": "Déplacer"}[language], exact=True).click()
    expect(page.locator("path.turf-dot")).to_have_count(12)
    page.get_by_role("button", name={"en": "Undo", "fr": "Annuler"}[language], exact=True).click()
    expect(page.locator("path.turf-dot")).to_have_count(12 - 2)
    assert not faults
