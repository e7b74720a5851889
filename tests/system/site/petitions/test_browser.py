"""A petition in a real browser: without scripts, by keyboard, on a small phone, audited."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Browser, Page, expect

from hustings.site.petitions import actions, meter
from hustings.site.petitions.models import Petition
from tests.browser import Axe, profile
from tests.cast.site.petitions.fixtures import links, signed

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("HUSTINGS_TEST_SHOTS", "")  # a folder where pages are kept as pictures


def shot(page: Page, name: str) -> None:
    """Keep the page as a picture on a phone and a desk, where somebody wants to look."""
    for width in (360, 768, 1280) if SHOTS else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)


def test_signing_without_scripts_and_by_the_keyboard(
    chromium: Browser, server: str, page: Page, petition: Petition, run_tasks: Callable[[], int], request: Any
) -> None:
    request.getfixturevalue("petition_page")
    for n in range(4):
        signed(
            petition, f"n{n}@example.org", shown="initial", family_name="Dupont", given_name=f"Ana{'abcd'[n]}"
        )
    with profile(chromium, server, java_script_enabled=False, width=360) as made:
        tab = made.new_page()
        tab.goto("/fr/trains/")
        tab.get_by_label("Prénom", exact=True).focus()
        for word in ["Charlie", "Martin", "charlie@example", "69100", "Parce que."]:
            tab.keyboard.type(word)
            tab.keyboard.press("Tab")
        tab.get_by_label("Afficher mon nom complet").check()
        tab.get_by_role("button", name="Signer").press("Enter")
        expect(tab.get_by_text("adresse e-mail complète").first).to_be_visible()
        expect(tab.get_by_label("Afficher mon nom complet")).to_be_checked()
        tab.get_by_label("E-mail", exact=True).fill("charlie@example.org")
        tab.get_by_role("button", name="Signer").press("Enter")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("boîte")
        run_tasks()
        tab.goto(links(mail.outbox[-1])["confirm"])
        shot(tab, "confirm")
        tab.get_by_role("button", name="Confirmer ma signature").click()
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Merci, Charlie")
        shot(tab, "thanks")
        assert not made.cookies()
    assert meter.count(petition.pk) == 5
    page.goto("/fr/trains/")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    shot(page, "petition")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    loses_nothing_where_the_network_fails(page)


def loses_nothing_where_the_network_fails(page: Page) -> None:
    """Cut off, with the site gone, and refused: the form stays as it was typed, and says what to do."""
    page.get_by_label("Prénom", exact=True).fill("Zoé")
    page.get_by_label("Nom", exact=True).fill("Martin")
    page.get_by_label("E-mail", exact=True).fill("zoe@example.org")
    page.get_by_label("Code postal").fill("69100")
    page.get_by_label("Pourquoi signez-vous").fill("Parce que.")
    for break_ in ("offline", "abort", "error"):
        if break_ == "offline":
            page.context.set_offline(True)
        else:
            page.route(
                "**/signatures/",
                lambda one, how=break_: one.abort() if how == "abort" else one.fulfill(status=503),
            )
        page.get_by_role("button", name="Signer").click()
        expect(page.get_by_text("Vos réponses sont toujours là")).to_be_focused()
        expect(page.get_by_label("Pourquoi signez-vous")).to_have_value("Parce que.")
        page.context.set_offline(False)
        page.unroute("**/signatures/")
    shot(page, "unsent")
    page.get_by_role("button", name="Signer").click()
    expect(page.get_by_text("Consultez votre boîte")).to_be_visible()


def test_hq_moderates_and_reviews(
    hq_page: Callable[..., Page], petition: Petition, dora: Any, request: Any
) -> None:
    request.getfixturevalue("petition_page")
    names = {"given_name": "Jean", "family_name": "Dupont", "postcode": "69100"}
    signed(petition, "jd@gmail.com", comment="Because of the evening trains.", shown="full", **names)
    signed(petition, "jean@example.org", comment="Me too", came={"campaign": "spring"}, **names)
    signed(petition, "j.d+2@gmail.com", **names)
    tab = hq_page(dora)
    tab.goto(f"/hq/petitions/{petition.pk}/comments/")
    tab.get_by_label("Because of the evening trains.").check()
    shot(tab, "hq-comments")
    tab.get_by_role("button", name="Publish selected").click()
    expect(tab.get_by_role("button", name="Undo")).to_be_visible()
    tab.goto(f"/hq/petitions/{petition.pk}/review/")
    shot(tab, "hq-review")
    tab.get_by_role("button", name="Exclude", exact=True).first.click()
    assert meter.count(petition.pk) == 1
    for name, path in {
        "list": "", "one": f"{petition.pk}/", "edit": f"{petition.pk}/edit/",
        "delivery": f"{petition.pk}/delivery/", "signatures": f"{petition.pk}/signatures/",
        "export": f"{petition.pk}/export/",
    }.items():  # fmt: skip
        tab.goto(f"/hq/petitions/{path}")
        shot(tab, f"hq-{name}")
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    actions.deliver(
        petition=petition, deliveries={"en": "In boxes."}, delivered_at=petition.opens_at, user=dora
    )
    tab.goto("/en/" if not SHOTS else "/fr/trains/")
    shot(tab, "delivered")
