"""A form in a real browser: without scripts, by keyboard, on a small phone; HQ's pages, audited."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hustings.site.forms.models import Questionnaire, Response, SpamRules
from tests.app.site.forms.test_answering import Fill
from tests.browser import Axe, profile
from tests.cast.site.forms.fixtures import question, respond

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("HUSTINGS_TEST_SHOTS", "")  # a folder where pages are kept as pictures


def shot(page: Page, name: str) -> None:
    """Keep the page as a picture on a phone and a desk, where somebody wants to look."""
    for width in (360, 768, 1280) if SHOTS else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)


def test_answering_without_scripts_and_by_the_keyboard(
    chromium: Browser, server: str, page: Page, transactional_db: None, form: Questionnaire, settings: Any
) -> None:
    with profile(chromium, server, java_script_enabled=False, width=360) as made:
        tab = made.new_page()
        tab.goto("/en/forms/help/")
        shot(tab, "form")
        tab.get_by_label("Doors").focus()
        tab.keyboard.press("Space")
        tab.keyboard.press("Tab")
        tab.keyboard.type("Late trains")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        expect(tab.get_by_text("Have you a car?")).to_be_visible()
        tab.get_by_label("Given name").fill("Zoé")
        tab.get_by_label("E-mail", exact=True).fill("zoe@example")
        tab.get_by_role("button", name="Send").press("Enter")
        expect(tab.get_by_text("complete e-mail address")).to_be_visible()
        shot(tab, "form-wrong")
        tab.get_by_label("E-mail", exact=True).fill("zoe@example.org")
        Questionnaire.objects.update(most=1)
        Response.objects.create(questionnaire=form, key="x", language="en")
        tab.get_by_role("button", name="Send").press("Enter")
        expect(tab.get_by_text("Late trains")).to_be_visible()
        shot(tab, "form-closed")
        Questionnaire.objects.update(most=None)
        tab.go_back()
        expect(tab.get_by_label("Given name")).to_have_value("Zoé")
        tab.get_by_label("E-mail", exact=True).fill("zoe@example.org")
        tab.get_by_role("button", name="Send").press("Enter")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("inbox")
        shot(tab, "form-thanks")
        assert not made.cookies()
    page.goto("/fr/forms/help/")
    shot(page, "form-fr")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_hq_looks_through_what_is_put_aside(
    hq_page: Callable[..., Page], form: Questionnaire, dora: Any, fill: Fill
) -> None:
    SpamRules(pk=1, words=["casino"]).save()
    for n in range(3):
        fill(why="Come to the casino", email=f"c{n}@example.org")
        respond(form, n, **{"Why?": {"text": f"Because {n}"}, "How sure?": {"number": n + 1}})
    tab = hq_page(dora)
    for name, path in {
        "list": "", "build": f"{form.pk}/", "results": f"{form.pk}/results/", "spam": "spam/",
        "responses": f"{form.pk}/responses/", "quotas": f"{form.pk}/quotas/",
        "question": f"questions/{question(form, 'How?').pk}/",
        "themes": f"questions/{question(form, 'Why?').pk}/themes/",
        "answers": f"questions/{question(form, 'Why?').pk}/themes/answers/",
    }.items():  # fmt: skip
        tab.goto(f"/hq/surveys/{path}")
        shot(tab, f"hq-form-{name}")
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    tab.goto(f"/hq/surveys/{form.pk}/responses/?aside")
    tab.get_by_role("checkbox", name="Select ").first.check()
    shot(tab, "hq-form-aside")
    tab.get_by_role("button", name="Restore selected").click()
    expect(tab.get_by_text("1 response restored.")).to_be_visible()
    tab.get_by_label("all 2 on this page").check()
    tab.get_by_role("button", name="Delete selected").click()
    expect(tab.get_by_text("2 responses deleted.")).to_be_visible()
    assert Response.objects.filter(why="words").count() == 0
