"""Payments and the bank of the demonstration in HQ, on a phone and on a desk, in both languages."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.money.banking import demo as of_bank
from hustings.money.banking.models import StatementLine
from hustings.money.donations import demo as of_donations
from hustings.money.ledger import demo as of_ledger
from hustings.money.payments import demo as of_payments
from hustings.money.payments.models import Channel, Dispute, Payment, Slip
from hustings.people.persons.models import Person
from tests.browser import faults_of
from tests.cast.money.donations.fixtures import election, france
from tests.conftest import user

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("HUSTINGS_TEST_SHOTS", "")  # a folder where pages are kept as pictures
N = 60


@pytest.fixture
def demo(server: str) -> None:
    """People who gave, and what came of it at the bank."""
    france()
    election()
    rows = [Person(given_name=f"Ada{n}", family_name="Martin", born_on="1980-05-01") for n in range(N)]
    Person.objects.bulk_create(rows)
    for each in (of_ledger, of_payments, of_donations, of_bank):
        each.fill(lambda words: None)


def pages() -> dict[str, str]:
    """Addresses of all that HQ shows, by name."""
    first = {kind: Channel.objects.get(provider=kind).pk for kind in ("stripe", "transfer", "cheque")}
    disputed = Dispute.objects.get().payment_id
    found = {f"channel-{kind}": reverse("payments:channel", args=[pk]) for kind, pk in first.items()}
    lines = StatementLine.objects.all()
    return found | {
        "payments": reverse("payments:payments"),
        "payment": reverse(
            "payments:payment", args=[Payment.objects.filter(state="settled").latest("pk").pk]
        ),
        "disputed": reverse("payments:payment", args=[disputed]),
        "channels": reverse("payments:channels"),
        "channel-new": reverse("payments:channel_new"),
        "channel-edit": reverse("payments:channel_edit", args=[first["stripe"]]),
        "lines": reverse("banking:lines"),
        "lines-all": reverse("banking:lines") + "?which=all",
        "line-open": reverse("banking:line", args=[lines.open().latest("pk").pk]),
        "line-matched": reverse("banking:line", args=[lines.exclude(payout=None).latest("pk").pk]),
        "to-deposit": reverse("banking:to_deposit", args=[first["cheque"]]),
        "slip": reverse("banking:slip", args=[Slip.objects.get().pk]),
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_fits_and_says_what_it_is(
    demo: None, hq_page: Callable[[User], Page], server: str, language: str
) -> None:
    tom = user("tom", Role.TREASURER)
    page = hq_page(tom)
    errors: list[str] = []
    faults: dict[str, list[str]] = {}
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.context.add_cookies([{"name": "django_language", "value": language, "url": server}])
    for width in (360, 1_280):
        page.set_viewport_size({"width": width, "height": 800})
        for name, address in pages().items():
            page.goto(address)
            page.wait_for_load_state()
            if found := faults_of(page):
                faults[f"{name} {width}"] = found
            if SHOTS:
                page.screenshot(path=Path(SHOTS, f"{name}-{language}-{width}.png"), full_page=True)
    assert (faults, errors) == ({}, [])
