"""A text in a real browser on a small phone: read, amended without scripts, compared; audited. And in HQ."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from hustings.deliberation.texts import actions
from hustings.deliberation.texts.models import Amendment, Text
from tests.browser import profile
from tests.cast.deliberation.consultations.fixtures import voice
from tests.cast.deliberation.consultations.visits import last_link
from tests.cast.deliberation.texts.fixtures import passage, published, suggested
from tests.system.deliberation.consultations.test_browser import audited, enter, fits, shot

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("site", "patient")]
Run = Callable[[], int]
RULES = """# Charte de l’eau

## Article 1

Le maire décide seul du prix de l’eau pour trois ans.

- Les comptes sont publics.
- Chaque foyer reçoit un relevé.

| Usage | Prix |
|---|---|
| Foyer | 3 € |
| Usine | 5 € |
"""


@pytest.fixture
def text(db: Any) -> Text:
    """A second version, with amendments of which two exclude each other."""
    found = published(RULES)
    ada, bob = voice(found.phase, "ada@example.org"), voice(found.phase, "bob@example.org")
    rule = passage(found, "Le maire")
    one = suggested(ada, rule, "décide seul", "décide avec le conseil", "Plus de têtes")
    actions.accept(text=found, amendments=[one.pk], user=None, why="Sage")
    actions.publish(text=found, user=None, why="Le conseil décide aussi")
    now = passage(found, "Le maire")
    suggested(ada, now, "trois ans", "un an", "Le pouvoir use")
    suggested(bob, now, "pour trois ans", "pour toujours")
    return found


def test_a_passage_is_amended_without_scripts_on_a_small_phone(
    chromium: Browser, server: str, text: Text, run_tasks: Run
) -> None:
    with profile(chromium, server, java_script_enabled=False, width=360) as made:
        tab = made.new_page()
        tab.goto(f"/fr/consultations/steps/{text.phase_id}/")
        fits(tab)
        block = tab.locator(".text-block", has_text="Le maire")
        block.locator("summary").click()
        block.get_by_role("link", name="Proposer un changement").click()
        fits(tab)
        words = tab.get_by_label("Le passage tel que vous le voulez")
        words.fill(words.input_value().replace("prix", "juste prix"))
        tab.get_by_label("Pourquoi ?", exact=False).fill("Pour tous")
        tab.get_by_role("button", name="Montrer les changements").click()
        fits(tab)
        expect(tab.locator("ins").first).to_have_text("juste ")
        tab.get_by_role("button", name="Publier").click()
        enter(tab, "charlie@example.org")
        run_tasks()
        tab.goto(last_link())
        tab.get_by_role("button", name="Oui, je confirme").click()
    assert Amendment.objects.latest("pk").item.participant


def test_all_pages_are_audited_with_scripts(
    chromium: Browser, server: str, text: Text, client: Any, dora: Any
) -> None:
    rule = passage(text, "Le maire")
    amendment = Amendment.objects.open().earliest("pk")
    with profile(chromium, server, width=360) as made:
        tab = made.new_page()
        for name, path in (
            ("text", f"steps/{text.phase_id}/"), ("block", f"items/{rule.item_id}/"),
            ("amendments", f"items/{rule.item_id}/amendments/"), ("amend", f"items/{rule.item_id}/amend/"),
            ("amendment", f"items/{amendment.item_id}/"), ("compared", f"texts/{text.pk}/versions/2/"),
        ):  # fmt: skip
            tab.goto(f"/fr/consultations/{path}")
            if name == "text":
                tab.locator(".text-counts summary").last.click()
            shot(tab, f"texts-{name}")
            fits(tab)
            audited(tab)
    actions.accept(text=text, amendments=[amendment.pk], user=None)
    client.force_login(dora)
    with profile(chromium, server, width=360) as made:
        made.add_cookies(
            [{"name": each.key, "value": each.value, "url": server} for each in client.cookies.values()]
        )
        tab = made.new_page()
        for name, path in (
            ("list", ""), ("text", f"{text.phase_id}/"), ("next", f"{text.phase_id}/next/"),
            ("passages", f"{text.phase_id}/passages/"),
            ("passage", f"{text.phase_id}/passages/{rule.item_id}/"),
        ):  # fmt: skip
            tab.goto(f"/hq/texts/{path}")
            shot(tab, f"texts-hq-{name}")
            fits(tab)
            audited(tab)
