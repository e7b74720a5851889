"""Writing and calling in a real browser: by keyboard, on a small phone, audited, and when it is too much."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hustings.people.signups.public_forms import stamp
from hustings.site.representatives.models import Appeal, AppealPage, Voice
from tests.browser import Axe, profile, tabbed_to
from tests.cast.site.representatives.fixtures import OWN_WORDS

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("HUSTINGS_TEST_SHOTS", "")  # a folder where pages are kept as pictures
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture
def appeal_page(site: Any, appeal: Appeal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "TOO_FAST", 0)
    page = AppealPage(title="Écrivez", slug="ecrivez", appeal=appeal, locale=site.locale)
    site.add_child(instance=page)


def looked_at(tab: Page, name: str) -> None:
    """Nothing to scroll sideways, nothing that axe finds; kept as a picture where somebody wants to look."""
    assert tab.evaluate(FITS), name
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()
    for width in (360, 768, 1280) if SHOTS else ():
        tab.set_viewport_size({"width": width, "height": 900})
        tab.screenshot(path=str(Path(SHOTS) / f"appeal-{name}-{width}.png"), full_page=True)
    tab.set_viewport_size({"width": 360, "height": 900})


def typed(tab: Page, page: Any) -> None:
    tab.get_by_label("Prénom", exact=True).focus()
    for word in ["Charlie", "Dupont", "charlie@example.org", "69100"]:
        page.type(word)
        page.press("Tab")


def test_a_letter_by_keyboard_on_a_phone_is_adapted_and_a_crowd_is_told_kindly(
    chromium: Browser, server: str, appeal_page: None, run_tasks: Callable[[], int], settings: Any
) -> None:
    with profile(chromium, server, width=360) as made:
        tab = made.new_page()
        tab.goto("/fr/ecrivez/")
        looked_at(tab, "first")
        typed(tab, tab.keyboard)
        point = tabbed_to(tab, tab.get_by_label("Les trains du soir"))
        tab.keyboard.press("Space")
        expect(point).to_be_checked()
        tabbed_to(tab, tab.get_by_role("button", name="Écrire ma lettre"))
        tab.keyboard.press("Enter")
        text = tab.get_by_label("Votre lettre")
        expect(text).to_be_visible()
        expect(tab.get_by_label("Mp06 Roche")).to_be_checked()
        looked_at(tab, "letter")
        send = tab.get_by_role("button", name="Envoyer ma lettre")
        tabbed_to(tab, send)
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("alert").first).to_be_focused()
        expect(tab.get_by_text("C’est encore notre texte")).to_be_visible()
        looked_at(tab, "too-like")
        tabbed_to(tab, text)
        tab.keyboard.press("Control+End")
        tab.keyboard.insert_text(f"\n{OWN_WORDS}")
        settings.SIGN_UPS_PER_HOUR = 0
        tabbed_to(tab, send)
        tab.keyboard.press("Enter")
        expect(tab.get_by_text("Trop de personnes viennent d’envoyer")).to_be_visible()
        assert OWN_WORDS in text.input_value() and not Voice.objects.exists()
        looked_at(tab, "crowd")
        settings.SIGN_UPS_PER_HOUR = 60
        send.press("Enter")
        expect(tab.get_by_text("Consultez votre boîte")).to_be_visible()
        looked_at(tab, "sent")
        assert not made.cookies()
    assert OWN_WORDS in Voice.objects.get().text


def test_a_call_without_scripts_shows_the_number_and_closed_gives_back_what_was_written(
    chromium: Browser, server: str, appeal: Appeal, appeal_page: None
) -> None:
    with profile(chromium, server, width=360, java_script_enabled=False) as made:
        tab = made.new_page()
        tab.goto("/fr/ecrivez/")
        typed(tab, tab.keyboard)
        tab.get_by_role("button", name="Appeler plutôt").press("Enter")
        expect(tab.get_by_role("link", name="Appeler")).to_have_attribute("href", "tel:+33140000000")
        tab.goto("/fr/ecrivez/")
        typed(tab, tab.keyboard)
        tab.get_by_role("button", name="Écrire ma lettre").press("Enter")
        tab.get_by_label("Votre lettre").fill(OWN_WORDS)
        Appeal.objects.update(closes_at=appeal.opens_at)
        tab.get_by_role("button", name="Envoyer ma lettre").press("Enter")
        expect(tab.get_by_text(OWN_WORDS)).to_be_visible()
        expect(tab.get_by_role("status")).to_contain_text("Rien n’a été enregistré")
    assert not Voice.objects.exists()
