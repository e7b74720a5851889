"""A consultation in a real browser on a small phone: without scripts, with them, audited."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hustings.deliberation.consultations import actions
from hustings.deliberation.consultations.models import Item, ItemKind, Phase, Question, Vote
from hustings.deliberation.moderation.models import Ruling, Verdict
from hustings.foundation.accounts.roles import Role
from tests.browser import Axe, profile
from tests.cast.deliberation.consultations.fixtures import counted, opened, voice, written
from tests.cast.deliberation.consultations.visits import last_link
from tests.conftest import user

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("site", "patient")]
SHOTS = os.environ.get("HUSTINGS_TEST_SHOTS", "")  # a folder where pages are kept as pictures
Run = Callable[[], int]


def shot(tab: Page, name: str) -> None:
    """Keep the page as a picture on a phone and a desk, where somebody wants to look."""
    for width in (1280, 360) if SHOTS else ():
        tab.set_viewport_size({"width": width, "height": 900})
        tab.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)


def fits(tab: Page) -> None:
    tab.wait_for_load_state()
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, tab.url


def audited(tab: Page) -> None:
    """Contrasts are judged when nothing fades in any more."""
    tab.evaluate("() => Promise.all(document.getAnimations().map(each => each.finished))")
    audit = Axe().run(tab)
    assert not audit.response["violations"], audit.generate_report()


@pytest.fixture
def pipes(db: Any) -> Item:
    """A contribution with arguments and an earlier version, under a question."""
    phase = opened()
    consultation = phase.consultation
    consultation.summaries = {"fr": "Comment mieux partager l’eau de la vallée ?"}
    consultation.save()
    question = Question.objects.create(
        phase=phase, titles={"fr": "Que faire en premier ?", "en": "What first?"}
    )
    ada, bob = voice(phase, "ada@example.org"), voice(phase, "bob@example.org")
    item = written(
        phase, ada, "Réparer les conduites avant d’en poser de nouvelles.", title="Réparer les conduites",
        question=question,
    )  # fmt: skip
    actions.vote(participant=bob, version=item.version_id, choice="agree")
    actions.edit(
        item=item, title="Réparer les conduites", text="Réparer d’abord toutes les vieilles conduites.",
        why="Plus précis", participant=ada,
    )  # fmt: skip
    item.refresh_from_db()
    written(phase, bob, "Un litre sur cinq se perd.", kind=ItemKind.FOR, parent=item)
    written(phase, bob, "Cela coûte cher.", kind=ItemKind.AGAINST, parent=item)
    written(
        phase, ada, "Planter des haies le long des rivières.", title="Planter des haies", question=question
    )
    return item


def enter(tab: Page, address: str) -> None:
    tab.get_by_label("E-mail", exact=True).fill(address)
    tab.get_by_role("button", name="M’envoyer le lien").click()
    expect(tab.get_by_text("Consultez votre boîte").first).to_be_visible()


def test_the_whole_way_without_scripts_on_a_small_phone(
    chromium: Browser, server: str, pipes: Item, run_tasks: Run
) -> None:
    with profile(chromium, server, java_script_enabled=False, width=360) as made:
        tab = made.new_page()
        tab.goto("/fr/consultations/")
        fits(tab)
        tab.get_by_role("link", name="L’eau").click()
        fits(tab)
        tab.get_by_role("link", name="Voter et contribuer").click()
        tab.get_by_role("link", name="Que faire en premier ?").click()
        fits(tab)
        assert not made.cookies(), "reading sets none"
        card = tab.get_by_role("article").filter(has_text="Planter des haies")
        card.get_by_role("button", name="D’accord", exact=False).first.click()
        fits(tab)
        enter(tab, "charlie@example.org")
        assert len(made.cookies()) == 1
        tab.get_by_role("link", name="Réparer les conduites").first.click()
        tab.get_by_text("Ajouter un argument").click()
        tab.get_by_label("Contre", exact=True).check()
        tab.get_by_label("Votre argument", exact=True).fill("Et les fuites chez les gens ?")
        tab.locator("form", has_text="Votre argument est").get_by_role("button", name="Publier").click()
        expect(tab.get_by_text("En attente de votre confirmation")).to_be_visible()
        fits(tab)
        run_tasks()
        tab.goto(last_link())
        fits(tab)
        expect(tab.get_by_text("Et les fuites chez les gens ?")).to_be_visible()
        tab.get_by_role("button", name="Oui, je confirme").click()
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Merci")
        fits(tab)
        tab.goto(f"/fr/consultations/items/{pipes.pk}/")
        tab.get_by_role("button", name="Mitigé").first.click()
        expect(tab.get_by_text("Votre vote compte.")).to_be_visible()
    assert counted(pipes) == (0, 1, 0, 0) and pipes.n_against == 2
    assert Vote.objects.count() == 3


def test_the_whole_way_with_scripts(chromium: Browser, server: str, pipes: Item, run_tasks: Run) -> None:
    phase: Phase = pipes.phase
    with profile(chromium, server, width=360) as made:
        tab = made.new_page()
        for name, path in (
            ("list", ""), ("consultation", phase.consultation.path), ("step", f"steps/{phase.pk}/"),
            ("rules", f"rules/{phase.consultation_id}/"), ("bin", f"bin/{phase.consultation_id}/"),
            ("version", f"items/{pipes.pk}/versions/2/"), ("report", f"items/{pipes.pk}/reports/"),
            ("item", f"items/{pipes.pk}/"), ("question", f"questions/{pipes.question_id}/"),
        ):  # fmt: skip
            tab.goto(f"/fr/consultations/{path}")
            shot(tab, name)
            fits(tab)
            audited(tab)
        tab.get_by_text("Ajouter votre idée").click()
        tab.get_by_label("Votre idée en une phrase").fill("Il faut réparer les conduites d’abord")
        tab.get_by_label("Expliquez-la").press_sequentially("Réparer les vieilles conduites.")
        similar = tab.get_by_role("complementary").filter(has_text="déjà dit")
        expect(similar).to_contain_text("Réparer les conduites")
        shot(tab, "similar")
        tab.reload()
        expect(tab.get_by_label("Votre idée en une phrase")).to_have_value(
            "Il faut réparer les conduites d’abord"
        )
        tab.get_by_role("button", name="Publier").click()
        expect(tab.get_by_role("heading", name="Votre e-mail, une seule fois")).to_be_visible()
        shot(tab, "entry")
        audited(tab)
        enter(tab, "charlie@example.org")
        expect(tab.get_by_label("Votre idée en une phrase")).to_have_value("")
        run_tasks()
        tab.goto(last_link())
        shot(tab, "confirm")
        audited(tab)
        tab.get_by_role("button", name="Oui, je confirme").click()
        shot(tab, "thanks")
        audited(tab)
        tab.goto(f"/fr/consultations/items/{pipes.pk}/")
        box = tab.locator(f"#votes-{pipes.pk}")
        box.get_by_role("button", name="D’accord", exact=False).first.click()
        expect(box).to_contain_text("Votre vote « D’accord » compte")
        shot(tab, "voted")
        expect(box.get_by_role("button", name="D’accord 1")).to_be_focused()
        box.get_by_role("button", name="D’accord 1").click()
        expect(box.get_by_role("button", name="D’accord 0").first).to_be_focused()
    assert counted(pipes) == (0, 0, 0, 0)


def test_moderators_decide_by_keys(hq_page: Callable[[Any], Page], pipes: Item) -> None:
    """Keep, choose a reason, hide and go on, without a mouse; letters that are typed are no commands."""
    tab = hq_page(user("max", Role.MODERATOR))
    queue = f"/hq/consultations/{pipes.consultation_id}/moderation/?queue=new"
    tab.goto(queue)
    expect(tab.locator("#ruling-keys")).to_be_visible()
    first = tab.locator("form#ruling").get_attribute("action")
    tab.keyboard.press("n")
    expect(tab.locator("form#ruling")).not_to_have_attribute("action", first or "")
    assert not Ruling.objects.exists() and Item.objects.to_check().count() == 4, "n only goes on"
    tab.goto(queue)
    expect(tab.locator("form#ruling")).to_have_attribute("action", first or "")
    tab.keyboard.press("k")
    expect(tab.locator("form#ruling")).not_to_have_attribute("action", first or "")
    assert Item.objects.to_check().count() == 3
    second = tab.locator("form#ruling").get_attribute("action") or ""
    words = tab.locator("form#ruling textarea").first
    words.focus()
    tab.keyboard.type("hkn1")
    expect(words).to_have_value("hkn1")
    assert not tab.locator("[name=reason]:checked").count() and Item.objects.to_check().count() == 3
    words.evaluate("it => it.blur()")
    french = """() => document.body.dispatchEvent(
        new KeyboardEvent("keydown", { key: "é", code: "Digit2", bubbles: true }))"""
    tab.evaluate(french)
    expect(tab.locator("[name=reason]").nth(1)).to_be_checked()
    tab.keyboard.press("1")
    expect(tab.locator("[name=reason]").nth(0)).to_be_checked()
    tab.keyboard.press("h")
    expect(tab.locator("form#ruling")).not_to_have_attribute("action", second)
    ruled = Ruling.objects.get()
    assert (ruled.verdict, ruled.words) == (Verdict.HIDE, "hkn1")
    assert f"/items/{ruled.item_id}/" in second and ruled.item.hidden_at
    audited(tab)
