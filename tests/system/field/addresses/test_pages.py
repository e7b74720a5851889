"""Addresses merged, split and taken back in HQ, in Chromium."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from hustings.field.addresses.actions import doors
from hustings.foundation.accounts.models import User
from tests.browser import audit, look
from tests.cast.field import addresses

pytestmark = pytest.mark.browser
WORDS = {"en": ("Merge", "Split", "Undo"), "fr": ("Fusionner", "Scinder", "Annuler")}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_address_is_merged_split_and_taken_back(
    hq_page: Callable[[User], Page], server: str, alice: User, france: Any, width: int, language: str
) -> None:
    merge, split, undo = WORDS[language]
    first, second = addresses.with_doors("12 rue de la Paix"), addresses.building("12 rue de Paix")
    doors.add_doors(building=first, stair="B", floors=["0"], labels=["left"])
    faults: list[str] = []
    page = hq_page(alice)
    UserProfile.objects.update_or_create(user=alice, defaults={"preferred_language": language})
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{server}/hq/addresses/buildings/{second.pk}/")
    page.get_by_role("link", name=merge, exact=True).first.click()
    audit(page, faults)
    look(page, f"merge-{language}-{width}")
    page.locator("input[name=into]").fill("12 rue de la Paix")
    page.locator("main").get_by_role("button", name=merge, exact=True).click()
    expect(page.locator(".hq-note")).to_contain_text("12 rue de la Paix")
    page.locator(".hq-note").get_by_role("link").click()
    page.get_by_role("link", name=split, exact=True).first.click()
    audit(page, faults)
    page.locator("select[name=stair]").select_option("B")
    page.locator("input[name=number]").fill("12 bis")
    page.locator("main").get_by_role("button", name=split, exact=True).click()
    expect(page.locator(".hq-lines li")).to_have_count(2)
    audit(page, faults)
    look(page, f"building-{language}-{width}")
    page.locator("main").get_by_role("button", name=undo, exact=True).first.click()
    expect(page.locator(".hq-lines li")).to_have_count(3)
    assert not faults, faults
