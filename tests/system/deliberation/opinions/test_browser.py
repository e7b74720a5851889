"""Statements in a real browser on a small phone: without scripts, with keys, audited."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hustings.deliberation.consultations.actions import items
from hustings.deliberation.consultations.models import Item, ItemKind, Kind, Phase
from hustings.deliberation.consultations.models.consultations import Ballot
from hustings.deliberation.opinions import drawing, scoring, statements
from tests.browser import Axe, profile
from tests.cast.deliberation.consultations.fixtures import counted, opened
from tests.cast.deliberation.consultations.visits import last_link
from tests.cast.deliberation.opinions.fixtures import cast, crowd, two_camps

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("site", "patient")]
SHOTS = os.environ.get("HUSTINGS_TEST_SHOTS", "")  # a folder where pages are kept as pictures
WORDS = (
    "Les trains régionaux devraient être gratuits pour tout le monde.",
    "Les voitures devraient rester hors du centre.", "Les écoles devraient ouvrir plus tard.",
)  # fmt: skip
Run = Callable[[], int]


def looked_at(tab: Page, name: str) -> None:
    """Fits a phone, has no fault that a machine can find; kept as a picture where somebody wants to look."""
    tab.wait_for_load_state()
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, tab.url
    audit = Axe().run(tab)
    assert not audit.response["violations"], audit.generate_report()
    for width in (1280, 360) if SHOTS else ():
        tab.set_viewport_size({"width": width, "height": 800})
        tab.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)


@pytest.fixture
def phase(db: Any) -> Phase:
    statements.forget()
    return opened(kind=Kind.STATEMENTS, ballot=Ballot.PASS)


@pytest.fixture
def seeds(phase: Phase) -> list[Item]:
    return [items.add(phase=phase, kind=ItemKind.STATEMENT, text=words) for words in WORDS]


def enter(tab: Page) -> None:
    tab.get_by_label("E-mail", exact=True).fill("charlie@example.org")
    tab.get_by_role("button", name="M’envoyer le lien").click()
    expect(tab.get_by_text("Consultez votre boîte").first).to_be_visible()


def test_statements_are_voted_without_scripts(
    chromium: Browser, server: str, phase: Phase, seeds: list[Item], run_tasks: Run
) -> None:
    with profile(chromium, server, java_script_enabled=False, width=360) as made:
        tab = made.new_page()
        tab.goto(f"/fr/consultations/steps/{phase.pk}/")
        tab.get_by_role("button", name="D’accord", exact=False).first.click()
        enter(tab)
        tab.get_by_role("button", name="Passer").click()
        expect(tab.get_by_text("Vous avez voté sur 2 affirmations sur 3.")).to_be_visible()
        tab.get_by_role("button", name="Passer").click()
        expect(tab.get_by_text("Vous avez vu toutes les affirmations")).to_be_visible()
        tab.get_by_text("Ajouter une affirmation").click()
        tab.get_by_label("Votre affirmation").fill("Les bus devraient rouler toute la nuit.")
        tab.get_by_role("button", name="Publier").click()
        expect(tab.get_by_text("Les bus devraient rouler")).to_be_visible()
        run_tasks()
        tab.goto(last_link())
        tab.get_by_role("button", name="Oui, je confirme").click()
    assert sorted(counted(item) for item in seeds) == [(0, 0, 0, 1), (0, 0, 0, 1), (1, 0, 0, 0)]
    assert Item.objects.count() == 4


def test_statements_are_voted_by_keys(
    chromium: Browser, server: str, phase: Phase, seeds: list[Item], run_tasks: Run
) -> None:
    with profile(chromium, server, width=360) as made:
        tab = made.new_page()
        tab.goto(f"/fr/consultations/steps/{phase.pk}/")
        looked_at(tab, "statement")
        tab.get_by_role("button", name="D’accord", exact=False).first.click()
        looked_at(tab, "statement-entry")
        enter(tab)
        tab.keyboard.press("2")
        expect(tab.get_by_text("Vous avez voté sur 1 affirmation sur 3.")).to_be_visible()
        tab.get_by_role("button", name="Passer").focus()
        tab.keyboard.press("2")
        expect(tab.get_by_text("Vous avez voté sur 2 affirmations sur 3.")).to_be_visible()
        expect(tab.locator("#statement")).to_be_focused()
        tab.keyboard.press("1")
        expect(tab.get_by_text("Vous avez vu toutes les affirmations")).to_be_visible()
        looked_at(tab, "statements-done")
        tab.get_by_role("link", name="Modifier ma dernière réponse").click()
        expect(tab.get_by_role("button", name="D’accord", pressed=True)).to_be_visible()
        tab.goto(f"/fr/consultations/steps/{phase.pk}/statements/")
        looked_at(tab, "statements")
        run_tasks()
        tab.goto(last_link())
        tab.get_by_role("button", name="Oui, je confirme").click()
    assert sorted(counted(item) for item in seeds) == [(0, 0, 1, 0), (1, 0, 0, 0), (1, 0, 0, 0)]


def test_the_map_fits_a_phone(chromium: Browser, server: str, phase: Phase) -> None:
    seeds = [
        items.add(phase=phase, kind=ItemKind.STATEMENT, text=f"{WORDS[nth % 3]} ({nth})") for nth in range(24)
    ]
    cast(seeds, crowd(phase, 90), two_camps)
    assert drawing.draw(phase)
    with profile(chromium, server, width=360) as made:
        tab = made.new_page()
        tab.goto(f"/fr/consultations/steps/{phase.pk}/map/")
        expect(tab.get_by_role("heading", name="Groupe A")).to_be_visible()
        looked_at(tab, "map")


def test_four_are_answered_without_scripts(
    chromium: Browser, server: str, phase: Phase, seeds: list[Item], run_tasks: Run
) -> None:
    items.add(phase=phase, kind=ItemKind.STATEMENT, text="Les bus devraient rouler toute la nuit.")
    statements.forget()
    with profile(chromium, server, java_script_enabled=False, width=360) as made:
        tab = made.new_page()
        tab.goto(f"/fr/consultations/steps/{phase.pk}/")
        tab.get_by_role("link", name="Choisir la meilleure et la pire").click()
        tab.get_by_role("radio", name="Meilleure Les bus").check()
        tab.get_by_role("radio", name="Pire Les voitures").check()
        tab.get_by_role("button", name="Quatre suivantes").click()
        enter(tab)
        run_tasks()
        tab.goto(last_link())
        tab.get_by_role("button", name="Oui, je confirme").click()
    with profile(chromium, server, width=360) as made:
        tab = made.new_page()
        tab.goto(f"/fr/consultations/steps/{phase.pk}/four/")
        looked_at(tab, "four")
        scoring.score(phase)
        tab.goto(f"/fr/consultations/steps/{phase.pk}/four/results/")
        expect(tab.get_by_role("listitem").filter(has_text="Les bus").first).to_be_visible()
        looked_at(tab, "four-results")
