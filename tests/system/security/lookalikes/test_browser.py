"""Look-alikes in a real browser: from a list to a blocked domain by the keyboard, two widths, audited."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from hustings.security.incidents.models import Rule
from hustings.security.lookalikes.models import Find
from tests.browser import Axe

pytestmark = pytest.mark.browser
NAMES = b"bakery.example\nmail-valbrune-avant.example\nvalbrune-avant.com\n"


def audited(page: Page) -> None:
    """Nothing sticks out on a phone or a desk, and axe finds nothing grave; words of success are gone."""
    page.reload()
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (page.url, width)
        found = Axe().run(page, context="main").response["violations"]
        grave = [
            (each["help"], [node["html"] for node in each["nodes"]])
            for each in found
            if each["impact"] in ("serious", "critical")
        ]
        assert not grave, (page.url, width)


def test_from_a_list_to_a_blocked_domain(
    hq_page: Callable[[Any], Page], campaign: Any, sonia: Any, run_tasks: Callable[[], int]
) -> None:
    cache.clear()
    page = hq_page(sonia)
    page.goto("/hq/look-alikes/watched/")
    audited(page)
    page.goto("/hq/look-alikes/")
    page.get_by_role("link", name="Search a list").press("Enter")
    page.get_by_label("File").set_input_files({"name": "new.txt", "mimeType": "text/plain", "buffer": NAMES})
    page.get_by_role("button", name="Search this list").press("Enter")
    run_tasks()
    expect(page.get_by_role("cell", name="done", exact=True)).to_be_visible()  # without anybody's doing
    audited(page)
    page.goto("/hq/look-alikes/")
    audited(page)
    page.get_by_role("link", name="mail-valbrune-avant.example").press("Enter")
    page.get_by_role("button", name="Malicious").press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("button", name="Block mail-valbrune-avant.example for 90 days").press("Enter")
    expect(page.get_by_role("button", name="Unblock")).to_be_visible()
    audited(page)
    assert Find.objects.get(judgement="hostile").host == "mail-valbrune-avant.example"
    assert Rule.objects.live().count() == 2
    page.get_by_role("link", name="Look-alike domain: mail-valbrune-avant.example").press("Enter")
    expect(page.get_by_text("No message that uses this domain yet")).to_be_visible()
    audited(page)
