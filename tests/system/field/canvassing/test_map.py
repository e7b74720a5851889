"""Stops of a walk list on the map that a phone carries along."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hustings.field.canvassing import stop_texts
from hustings.foundation.lib import map_extracts
from hustings.foundation.lib.map_extracts import Box
from tests import map_files, waiting
from tests.browser import audit, look
from tests.cast.field.canvassing import street
from tests.system.field.canvassing.test_walk import opened, over, phones, ready, site, tap

__all__ = ["phones", "site"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DRAWN = """() => {
    const tiles = [...document.querySelectorAll("[data-walk-map] canvas")].filter((each) => each.width);
    const data = (each) => [...each.getContext("2d").getImageData(0, 0, each.width, each.height).data];
    return new Set(tiles.flatMap(data)).size;
}"""  # one colour alone has four values at most


ROAD = map_files.middle(14, 8374, 5892)


@pytest.fixture
def mapped(tmp_path: Path) -> None:
    """A map with a road through ROAD, where the site looks for one."""
    box = Box(ROAD[1], ROAD[0], ROAD[1], ROAD[0])
    keys = [key for zoom in (12, 13, 14) for key in map_extracts.keys(box, zoom)]
    map_files.write(tmp_path / "map.pmtiles", keys)


def test_stops_stand_on_a_map_without_a_network_until_the_list_is_over(
    mapped, site, phones, transactional_db
):
    stops = stop_texts.read("1 rue A\n3 rue A\nhidden way")
    for n, stop in enumerate(stops[:2]):
        stop.at = (ROAD[0] + n / 2_000, ROAD[1], "rue A", 1)
    found = street.walk_list(stops=stops)
    page = opened(phones(), found)
    site.stop()
    page.reload()
    ready(page)
    page.get_by_role("button", name="Map", exact=True).click()
    marks = page.locator(".stop-mark")
    expect(marks).to_have_text(["1", "2"])
    waiting.until(lambda: page.evaluate(DRAWN) > 4, "the road")
    faults: list[str] = []
    where = page.get_by_role("button", name="Where am I?", exact=True)
    page.context.grant_permissions([])
    where.click()
    expect(page.get_by_text("This phone doesn’t say where it is.", exact=True)).to_be_visible()
    expect(where).to_have_attribute("aria-pressed", "false")
    page.context.set_geolocation({"latitude": ROAD[0] + 0.0002, "longitude": ROAD[1], "accuracy": 15})
    page.context.grant_permissions(["geolocation"])
    where.click()
    expect(page.locator(".where-mark")).to_have_count(2)
    assert page.locator(".where-mark").last.bounding_box()["width"] > 10
    audit(page, faults)
    look(page, "map-360")
    where.click()
    expect(page.locator(".where-mark")).to_have_count(0)
    tap(page, street.door(found, "", "", "", n=0), "talked")
    expect(marks).to_have_text(["✓", "2"])
    marks.nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="3 rue A", exact=True)).to_be_focused()
    audit(page, faults)
    assert not faults, faults
    page.clock.set_fixed_time(timezone.now() + timedelta(hours=50))
    page.reload()
    kept = over(page)
    assert kept["attachments"] == [] and [row["verb"] for row in kept["log"]] == ["talked"]
