"""The whole gift in a real browser: on a phone without scripts and with them, in two languages."""

import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Browser, Page, expect

from hustings.money.donations import actions
from hustings.money.donations.models import Donation, Fund
from hustings.people.persons.actions import add_person
from hustings.people.signups.public_forms import stamp
from hustings.site.website.models import HomePage
from tests.browser import Axe, profile
from tests.cast.money.donations import fixtures
from tests.cast.people.devices import own_page_browser
from tests.cast.site.website.fixtures import site

__all__ = ["site"]
pytestmark = pytest.mark.browser
SHOTS = os.environ.get("HUSTINGS_TEST_SHOTS", "")  # a folder
FRENCH = {
    "Prénom": "Zoé", "Nom": "Roy", "E-mail": "zoe@example.org", "Date de naissance": "1980-05-01",
    "Adresse fiscale": "1 rue de la Paix", "Code postal": "69001", "Commune": "Lyon",
}  # fmt: skip
ENGLISH = {
    "Given name": "Zoé", "Family name": "Roy", "E-mail": "zoe@example.org", "Birth date": "1980-05-01",
    "Tax address": "1 rue de la Paix", "Postcode": "69001", "City": "Lyon",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "TOO_FAST", 0)


@pytest.fixture
def stripe(settings: Any) -> Iterator[Any]:
    with fixtures.stripe(settings) as account:
        yield account


@pytest.fixture
def fund(site: HomePage, stripe: Any, server: str, settings: Any) -> Fund:
    """A party's, with cards and transfers."""
    settings.BASE_URL = server  # to which the provider sends payers back
    fixtures.france()
    made = fixtures.party(slug="party", goal=1_000_00)
    fixtures.cards(made.books)
    return fixtures.online(made, "transfer")


def filled(tab: Page, words: dict[str, str], amount: str) -> None:
    """Choose and type as a visitor does; nothing is wider than the phone."""
    tab.get_by_role("radio", name=re.compile(f"^{amount}")).check(force=True)
    for label, value in words.items():
        tab.get_by_label(label, exact=True).fill(value)
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def shot(tab: Page, name: str) -> None:
    """Keep the page as a picture, where somebody wants to look."""
    if SHOTS:
        tab.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


def audited(tab: Page) -> None:
    audit = Axe().run(tab)
    assert not audit.response["violations"], audit.generate_report()


@pytest.mark.parametrize("has_scripts", [False, True])
def test_a_stranger_pays_by_card_in_french(
    chromium: Browser, server: str, fund: Fund, run_tasks: Callable[[], int], has_scripts: bool
) -> None:
    with profile(chromium, server, width=360, java_script_enabled=has_scripts) as made:
        tab = made.new_page()
        tab.goto("/fr/donate/party/")
        filled(tab, FRENCH, "50 €")
        shot(tab, f"gift-{has_scripts}")
        if has_scripts:
            audited(tab)
        tab.get_by_label("J’atteste sur l’honneur").check()
        tab.get_by_role("button", name="Donner", exact=True).click()
        tab.get_by_role("button", name="Pay").click()  # the provider's page
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Votre don de 50")
        time.sleep(1)  # what comes within a second is acted on together
        run_tasks()  # the provider was asked, and said yes
        if not has_scripts:
            tab.reload()
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Merci, Zoé")
        shot(tab, f"thanks-{has_scripts}")
        if has_scripts:
            audited(tab)
    gift = Donation.objects.get()
    assert (gift.state, gift.amount, gift.means, gift.language) == ("settled", 50_00, "card", "fr")
    run_tasks()
    assert [message.to for message in mail.outbox] == [["zoe@example.org"]]


@pytest.mark.parametrize("has_scripts", [False, True])
def test_a_stranger_pays_by_transfer_in_english(
    chromium: Browser, server: str, fund: Fund, has_scripts: bool
) -> None:
    with profile(chromium, server, width=360, java_script_enabled=has_scripts) as made:
        tab = made.new_page()
        tab.goto("/en/donate/party/?amount=8000")
        for label, value in ENGLISH.items():
            tab.get_by_label(label, exact=True).fill(value)
        tab.get_by_label("Bank transfer").check()
        tab.get_by_label("I declare on my honour").check()
        give = tab.get_by_role("button", name="Give", exact=True)
        give.click()
        refused = "€7,500.00 can still be given. (loi n° 88-227, art. 11-4)"
        expect(tab.get_by_role("alert")).to_contain_text(refused)  # before payment
        tab.get_by_label("Your amount").fill("75")
        if has_scripts:
            audited(tab)
        give.click()
        expect(tab.get_by_text("Copy the reference exactly")).to_be_visible()
        assert "RF" in tab.content() and "FR76" in tab.content()
        if has_scripts:
            audited(tab)
    assert Donation.objects.values_list("state", "amount").get() == ("pending", 75_00)


def test_a_donor_ends_what_they_give_each_month(chromium: Browser, server: str, fund: Fund) -> None:
    charlie = add_person(given_name="Charlie", email="charlie@example.org")
    actions.start_plan(fund=fund, person=charlie, donor=fixtures.facts(), amount=20_00, means="card", day=5)
    cookies = own_page_browser(charlie).cookies
    with profile(chromium, server, width=360) as made:
        made.add_cookies(
            [{"name": name, "value": each.value, "url": server} for name, each in cookies.items()]
        )
        tab = made.new_page()
        tab.goto("/en/my-data/me/donations/")
        audited(tab)
        assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        tab.get_by_label("Amount").fill("30")
        tab.get_by_role("button", name="Change").click()
        expect(tab.get_by_text("€30.00 every month")).to_be_visible()
        tab.get_by_text("End", exact=True).click()
        tab.get_by_role("button", name="End this monthly donation").click()
        expect(tab.get_by_text("every month")).to_have_count(0)
