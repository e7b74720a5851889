"""The money's pages as donors and treasurers see them: in two languages, on a phone and on a desk."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import Browser, Page

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.money.donations import actions, overruns
from hustings.money.donations.models import Fund
from hustings.money.giving import gift_links
from hustings.people.persons.actions import add_person
from hustings.people.persons.models import Person
from hustings.site.website.models import HomePage
from tests.browser import Axe, profile
from tests.cast.money.donations import fixtures
from tests.cast.money.payments.fixtures import channel
from tests.cast.money.receipts.fixtures import issue, series
from tests.cast.people.devices import own_page_browser
from tests.cast.site.website.fixtures import site
from tests.conftest import user
from tests.system.money.giving.test_browser import shot

__all__ = ["site"]
pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)
_FOOT = (
    "(foot => foot ? getComputedStyle(foot).display : 'block')(document.querySelector('.listing > tfoot'))"
)


@pytest.fixture
def zoe(site: HomePage) -> Person:
    fixtures.france()
    return add_person(given_name="Zoé", family_name="Roy", email="zoe@example.org", language="fr", source="")


@pytest.fixture
def fund(zoe: Person) -> Fund:
    """A party's, with gifts of all sorts, receipts, a loan, a monthly gift and a refund to make."""
    made = fixtures.online(fixtures.party(slug="party", goal=10_000_00), "transfer", "cheque")
    about = {"fund": made, "person": zoe, "donor": fixtures.facts(given_name="Zoé", family_name="Roy")}
    today = timezone.localdate()
    for amount, means in ((50_00, "card"), (120_00, "cheque"), (7_000_00, "transfer")):
        actions.enter(by=None, amount=amount, means=means, on=today, **about)
    fixtures.pledge(made, zoe, 20_00)
    fixtures.pledge(made, zoe, 30_00, means="cheque")
    actions.start_plan(**about, amount=15_00, means="debit", day=5)
    issue(series(made))
    lent = {"kind": "loan", "months": 1, "amount": 900_00, "means": "transfer"}
    actions.enter(by=None, on=today - timedelta(days=20), **about, **lent)
    zoe.donations.filter(amount=120_00).update(amount=900_00)
    overruns.check(zoe.pk)
    return made


def _seen(page: Page, name: str, *, is_audited: bool) -> list[str]:
    page.wait_for_load_state()
    shot(page, name)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    found = Axe().run(page).response["violations"] if is_audited else []
    foot = (
        page.evaluate(_FOOT) if page.viewport_size and page.viewport_size["width"] == WIDTHS[0] else "block"
    )
    assert foot == "block", f"{name}: the last row of a table is no card as the others"
    said = [f"{name} {each['id']}: {[node['html'] for node in each['nodes']][:3]}" for each in found]
    return said if wide <= 0 else [*said, f"{name}: {wide} pixels too wide"]


def _paths(fund: Fund, gift: Any) -> Iterator[tuple[str, str]]:
    books, receipts = [fund.books_id], fund.books.receipt_series.get()  # type: ignore[attr-defined]
    lists = (
        "donations:donations", "donations:loans", "donations:proposals", "donations:funds",
        "donations:fund_new", "donation_data:imports", "receipts:receipts", "ledger:books",
    )  # fmt: skip
    yield from ((name, reverse(name)) for name in lists)
    for name in ("donation", "donor"):
        yield name, reverse(f"donations:{name}", args=[gift.pk])
    for name in ("fund", "fund_page"):
        yield name, reverse(f"donations:{name}", args=[fund.pk])
    yield "enter", reverse("donations:enter", args=[gift.person.uid])
    yield "receipt", reverse("receipts:receipt", args=[receipts.receipts.first().pk])
    yield "series", reverse("receipts:series", args=[receipts.pk])
    for name in ("journal", "balance", "accounts", "periods", "proof", "exports", "settings", "entry_new"):
        yield f"ledger-{name}", reverse(f"ledger:{name}", args=books)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_treasurers_pages_fit_any_screen(
    hq_page: Callable[[User], Page], server: str, fund: Fund, language: str
) -> None:
    page = hq_page(user("tom", Role.TREASURER))
    page.context.add_cookies([{"name": "django_language", "value": language, "url": server}])
    faults = []
    for name, path in _paths(fund, fund.donations.order_by("pk").first()):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            page.goto(path)
            is_audited = width == WIDTHS[0] and language == "en"
            faults += _seen(page, f"hq-{name.replace(':', '-')}-{language}-{width}", is_audited=is_audited)
    assert faults == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_donors_pages_fit_any_screen(
    chromium: Browser, server: str, fund: Fund, zoe: Person, language: str
) -> None:
    known = own_page_browser(zoe).cookies
    with translation.override(language):
        paths = {name: reverse(f"giving:{name}") for name in ("list", "mine")}
        paths |= {"fund": reverse("giving:fund", args=[fund.slug])}
        paths |= {"embed": f"/{language}/embeds/donations/{fund.slug}/"}
        paths |= {"gift": gift_links.path(zoe.donations.get(amount=30_00))}
    faults = []
    for width in WIDTHS:
        with profile(chromium, server, width=width) as made:
            made.add_cookies([{"name": key, "value": one.value, "url": server} for key, one in known.items()])
            tab = made.new_page()
            for name, path in paths.items():
                tab.goto(path)
                faults += _seen(tab, f"give-{name}-{language}-{width}", is_audited=width == WIDTHS[0])
    assert faults == []


def test_an_account_is_asked_for_only_where_it_is_debited(chromium: Browser, server: str, fund: Fund) -> None:
    channel(fund.books, "sepa", position=3)
    with profile(chromium, server, width=WIDTHS[0]) as made:
        tab = made.new_page()
        tab.goto(f"/en/donate/{fund.slug}/")
        assert not tab.locator("[name=iban]").is_visible() and not tab.locator("#mandate").is_visible()
        tab.check("[name=channel][value=debit]")
        assert tab.locator("[name=iban]").is_visible() and tab.locator("#mandate").is_visible()
        assert "optional" not in tab.inner_text(".gift-debit")
