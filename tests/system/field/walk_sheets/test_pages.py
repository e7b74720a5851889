"""Totals of walk sheets in Chromium: on a phone and on a desk, in both languages, without faults."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from wagtail.users.models import UserProfile

from hustings.foundation.accounts.models import User
from tests.app.field.walk_sheets.test_totals import TICKED, photo, plan, printed
from tests.browser import audit, look

__all__ = ["plan", "printed"]
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_totals_of_a_plan_have_no_faults(
    hq_page: Callable[[User], Page], server: str, dora: User, plan, printed, width: int, language: str
) -> None:
    photo(printed[0], 1, ("a", "result", "reached", TICKED), ("b", "q1", "1", TICKED))
    page = hq_page(dora)
    UserProfile.objects.update_or_create(user=dora, defaults={"preferred_language": language})
    page.set_viewport_size({"width": width, "height": 900})
    faults: list[str] = []
    for name, pk in (("plan", plan.pk), ("sheet", printed[0].sheet_id)):
        page.goto(server + reverse(f"walk_sheets:{name}", args=[pk]))
        audit(page, faults)
        look(page, f"sheets-{name}-{language}-{width}")
    assert not faults
