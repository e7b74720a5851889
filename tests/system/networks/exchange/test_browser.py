"""From the founder's first click to a mentor who was met, on a phone and on a desk; HQ beside it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from hustings.networks.exchange.models import Endorsement, Match, Member
from hustings.site.website.serving import site_version
from tests.browser import audit, look, profile

pytestmark = pytest.mark.browser
WORDS = {
    "en": {
        "invite": "Send", "join": "Join", "offer": "Offer", "ask": "Ask", "publish": "Publish",
        "can": "Yes, I can help", "share": "Yes, share our addresses", "met": "We met", "open": "Open",
        "organisation": "Organisation", "title": "Title", "speaks": "English", "text": "Endorsement",
    },
    "fr": {
        "invite": "Envoyer", "join": "Rejoindre", "offer": "Proposer", "ask": "Demander",
        "publish": "Publier",
        "can": "Oui, je peux aider", "share": "Oui, échanger nos adresses",
        "met": "Nous nous sommes rencontrés",
        "open": "Ouvrir", "organisation": "Organisation", "title": "Titre", "speaks": "Français",
        "text": "Recommandation",
    },
}  # fmt: skip
Run = Callable[[], int]


def link(run_tasks: Run, part: str, to: str) -> str:
    """The path of the newest mail's link to this part, of those to one address."""
    run_tasks()
    for each in reversed(mail.outbox):
        found = re.search(rf"https?://[^/]+(/\S+/{part}/\S+)", str(each.body))
        if found and each.to == [to]:
            return found[1]
    raise AssertionError([(each.to, each.subject) for each in mail.outbox])


def own_page(page: Page, run_tasks: Run, language: str, address: str, then: str) -> None:
    """Ask for the link to the own page as people do, and go on to ``then``."""
    page.goto(f"/{language}/my-data/?next={then}")
    page.locator("input[name=address]").fill(address)
    page.locator("form:has(input[name=address]) button").click()
    page.wait_for_load_state()
    page.goto(link(run_tasks, "my-data/links", address))
    page.locator("main form button, .content form button, form[method=post] button").first.click()
    page.wait_for_load_state()
    page.goto(then)


@pytest.mark.usefixtures("site", "patient")
@pytest.mark.parametrize(("language", "width"), [("en", 360), ("fr", 1280)])
def test_from_the_first_invitation_to_a_mentor_who_was_met(
    chromium: Browser, server: str, dora: Any, run_tasks: Run, language: str, width: int
) -> None:
    said, faults = WORDS[language], list[str]()
    site_version.renew()
    hq = Client()
    hq.force_login(dora)
    with profile(chromium, server, width=width, locale=language) as context:
        cookie = hq.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])
        page = context.new_page()
        for name, organisation in (("Lea", "Workshop"), ("Max", "Bridge")):
            page.goto("/hq/exchange/members/new/")
            page.locator("[name=given_name]").fill(name)
            page.locator("[name=email]").fill(f"{name.lower()}@example.org")
            page.locator("[name=organisation]").fill(organisation)
            page.locator("[name=language]").select_option(language)
            page.locator("form.hq-form button").click()
            page.wait_for_url("**/hq/exchange/members/")
        page.goto("/hq/exchange/")
        audit(page, faults)
    for name in ("max", "lea"):
        with profile(chromium, server, width=width, locale=language) as context:
            page = context.new_page()
            page.goto(link(run_tasks, "exchange/invitations", f"{name}@example.org"))
            audit(page, faults)
            page.get_by_label(said["speaks"]).check()
            page.get_by_role("button", name=said["join"], exact=True).click()
            page.wait_for_url("**/exchange/welcome/")
            side = "ask" if name == "lea" else "offer"
            own_page(page, run_tasks, language, f"{name}@example.org", f"/{language}/exchange/me/")
            audit(page, faults)
            page.get_by_role("link", name=said[side], exact=True).click()
            audit(page, faults)
            page.locator("[name=title]").fill("Accounting for beginners")
            page.get_by_role("button", name=said["publish"]).click()
            page.wait_for_url("**/exchange/me/?done=posted*")
    with profile(chromium, server, width=width, locale=language) as context:
        page = context.new_page()
        page.goto(link(run_tasks, "exchange/answers", "max@example.org"))
        audit(page, faults)
        if language == "en":
            look(page, "match-phone")
        page.get_by_role("button", name=said["can"]).click()
        page.wait_for_url("**done=yes*")
        page.goto(link(run_tasks, "exchange/answers", "lea@example.org"))
        audit(page, faults)
        page.get_by_role("button", name=said["share"]).click()
        page.wait_for_url("**done=agreed*")
    match = Match.objects.get()
    for name, other in (("lea", "max"), ("max", "lea")):
        with profile(chromium, server, width=width, locale=language) as context:
            page = context.new_page()
            here = f"/{language}/exchange/matches/{match.pk}/"
            own_page(page, run_tasks, language, f"{name}@example.org", here)
            expect(page.get_by_text(f"{other}@example.org")).to_be_visible()
            audit(page, faults)
            page.get_by_role("button", name=said["met"]).click()
            page.wait_for_url("**done=met*")
            if name == "max":
                page.locator("[name=text]").fill("Well prepared")
                page.get_by_role("button", name=said["publish"]).click()
                page.wait_for_url("**done=saved*")
                audit(page, faults)
    match.refresh_from_db()
    assert match.outcome == "met" and Endorsement.objects.get().text == "Well prepared"
    assert Member.objects.count() == 2
    with profile(chromium, server, width=width, locale=language) as context:
        page = context.new_page()
        page.goto(f"/{language}/exchange/")
        audit(page, faults)
    assert not faults, "\n".join(faults)
