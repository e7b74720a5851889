"""Local debates in a real browser: the map, what is near, on a small phone, audited."""

import datetime as dt
import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from hustings.deliberation.syntheses import actions
from hustings.foundation.territories.models import Zone
from tests.browser import Axe, profile
from tests.cast.deliberation.consultations.fixtures import opened, voice

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("site", "patient")]
SHOTS = os.environ.get("HUSTINGS_TEST_SHOTS", "")  # a folder where pages are kept as pictures


def test_reports_stand_on_the_map_and_near_a_town(chromium: Browser, server: str, france: Zone) -> None:
    phase = opened(takes_reports=True)
    ada = voice(phase, "ada@example.org")
    for name, lat, lon in (("Lyon", 45.76, 4.84), ("Nîmes", 43.84, 4.36)):
        Zone.objects.filter(name=name).update(latitude=lat, longitude=lon)
        values = {
            "place": name, "zone_id": Zone.objects.get(name=name).pk, "held_on": dt.date(2026, 1, 5),
            "n_present": 34, "link": "",
        }  # fmt: skip
        actions.report(
            participant=ada, phase=phase, title=f"Débat à {name}", text="D’abord l’eau.", values=values
        )
    with profile(chromium, server, width=360) as made:
        tab = made.new_page()
        tab.goto(f"/fr/consultations/local/{phase.pk}/")
        expect(tab.locator("#group-map")).to_have_attribute("data-ready", "2")
        assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        audit = Axe().run(tab)
        assert not audit.response["violations"], audit.generate_report()
        if SHOTS:
            tab.screenshot(path=str(Path(SHOTS) / "local-360.png"), full_page=True)
            tab.set_viewport_size({"width": 1280, "height": 900})
            tab.screenshot(path=str(Path(SHOTS) / "local-1280.png"), full_page=True)
        tab.get_by_label("Votre code postal ou votre commune").fill("Lyon")
        tab.get_by_role("button", name="Rechercher").last.click()
        expect(tab.get_by_role("heading", name="Près de Lyon")).to_be_visible()
        expect(tab.get_by_role("link", name="Débat à Lyon")).to_be_visible()
        assert not tab.get_by_role("link", name="Débat à Nîmes").count()
