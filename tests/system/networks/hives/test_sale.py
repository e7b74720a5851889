"""From the founder's first click to a basket picked up without a network: English at 360, French at 1,280."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hustings.foundation.accounts.models import User
from hustings.money.ledger import balances
from hustings.networks.hives.models import Basket, Hive, Sale
from hustings.networks.hives.phones import pickup
from hustings.people.signups.actions import devices
from hustings.people.signups.devices import cookie_name
from tests import browser
from tests.browser import look, profile
from tests.cast.money.ledger import fixtures as of_ledger
from tests.cast.money.payments import fixtures as of_payments
from tests.cast.networks.hives import fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def audit(page: Page, faults: list[str]) -> None:
    page.locator(".messages li").evaluate_all("rows => rows.forEach((row) => row.remove())")  # they fade in
    browser.audit(page, faults)


def signed_in(context: BrowserContext, user: User, server: str) -> Page:
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])
    return context.new_page()


def known(context: BrowserContext, person: Any, server: str) -> Page:
    """A tab of a browser that remembers them."""
    value = devices.remember(email=person.emails.get())
    context.add_cookies([{"name": cookie_name(), "value": value, "url": server}])
    return context.new_page()


def found_and_fill(page: Page, faults: list[str]) -> Hive:
    """A founder's clicks: the group, a gardener with two goods, a minimum, and the opening."""
    page.goto("/hq/buying-groups/")
    page.get_by_role("link", name=_("New buying group")).first.click()
    for name, text in {"name": "Hill", "slug": "hill", "place": "School"}.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=books]").select_option(label="Orders")
    page.get_by_role("button", name=_("Found it")).click()
    expect(page.get_by_text(_("Founded. Add its producers next."))).to_be_visible()
    audit(page, faults)
    hive = Hive.objects.get()
    page.goto("/hq/buying-groups/producers/new/")
    page.locator("[name=name]").fill("Marie’s garden")
    page.locator("[name=kind]").select_option("market")
    page.get_by_role("button", name=_("Save")).click()
    goods = (("Carrots", "kilo", "2.40", "0.5", ""), ("Apples", "piece", "2", "", "6"))
    for name, unit, price, step, case in goods:
        page.get_by_text(_("Add a product")).click()
        page.locator("[name=product-unit]").select_option(unit)
        typed = {"name": name, "price": price, "step": step, "case": case}
        for field, text in typed.items():
            page.locator(f"[name=product-{field}]").fill(text)
        page.get_by_role("button", name=_("Add the product")).click()
        expect(page.get_by_role("rowheader", name=name)).to_be_visible()
    audit(page, faults)
    page.goto(f"/hq/buying-groups/{hive.pk}/")
    page.get_by_text(_("Add a producer, or change the terms")).click()
    page.locator("[name=supply-producer]").select_option(label="Marie’s garden")
    page.locator("[name=supply-least_amount]").fill("10")
    page.get_by_role("button", name=_("Save the terms")).click()
    page.get_by_role("button", name=_("Open this group")).click()
    expect(page.get_by_text(_("Open: sales can begin."))).to_be_visible()
    return hive


def plan(page: Page, hive: Hive) -> Sale:
    page.goto(f"/hq/buying-groups/{hive.pk}/sales/new/")
    now = timezone.localtime()
    hours = {"opens_at": -1, "closes_at": 24, "pickup_from": 48, "pickup_until": 50}
    for name, n in hours.items():
        page.locator(f"[name={name}]").fill(f"{now + timedelta(hours=n):%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name=_("Plan the sale")).click()
    expect(page.get_by_text(_("Planned. Members are told when it opens."))).to_be_visible()
    return Sale.objects.get()


@pytest.fixture
def books(transactional_db: None) -> Any:
    made = of_ledger.books(
        name="Orders", kind="association", opened_on=timezone.localdate() - timedelta(days=9)
    )
    of_payments.channel(made)
    return made


@pytest.mark.parametrize(("language", "width"), [("en", 360), ("fr", 1280)])
def test_from_the_founders_first_click_to_a_basket_picked_up(
    chromium: Browser, server: str, dora: User, books: Any, language: str, width: int
) -> None:
    faults: list[str] = []
    about: dict[str, Any] = {"width": width, "locale": language}
    with (
        translation.override(language),
        profile(chromium, server, **about) as of_team,
        profile(chromium, server, **about) as of_member,
    ):
        team = signed_in(of_team, dora, server)
        hive = found_and_fill(team, faults)
        sale = plan(team, hive)
        audit(team, faults)
        page = known(of_member, fixtures.member(hive), server)
        page.goto(f"/{language}/buying-groups/{hive.slug}/")
        audit(page, faults)
        page.get_by_role("link", name=re.compile(_("Pick-up on %(day)s").partition("%")[0])).click()
        page.get_by_label(re.compile("Carrots")).first.fill("4.5" if language == "en" else "4,5")
        page.get_by_label(re.compile("Apples")).first.fill("4")
        page.get_by_role("button", name=pgettext("buy", "Order"), exact=True).click()
        expect(
            page.get_by_text(_("Ordered. You can change your basket until the sale closes."))
        ).to_be_visible()
        expect(page.get_by_text(_("%(n)s to go until it is full") % {"n": 2})).to_be_visible()
        expect(page.get_by_text(_("Minimum reached: they deliver"))).to_be_visible()
        if language == "en":
            look(page, "sale-phone")
        audit(page, faults)
        team.goto(f"/hq/buying-groups/sales/{sale.pk}/")
        team.get_by_role("button", name=_("Close it now")).click()
        expect(team.get_by_text(_("Closed. Members and producers are told."))).to_be_visible()
        audit(team, faults)
        page.reload()
        page.get_by_role("link", name=_("My basket")).click()
        expect(page.get_by_text(_("The case was not full."))).to_be_visible()
        audit(page, faults)
        page.get_by_role("button", name=_("Pay by bank transfer")).click()
        expect(page.get_by_text("FR76 3000")).to_be_visible()
        team.get_by_role("button", name=_("Pick-up on a phone")).click()
        expect(team.locator(".hq-code svg")).to_be_visible()
        basket = Basket.objects.get()
        team.goto(f"/hq/buying-groups/baskets/{basket.pk}/")
        audit(team, faults)
        team.locator("details", has_text=re.compile(f"{_('Correct')}.*Carrots")).locator("summary").click()
        team.locator(f"[name=l{basket.lines.get(offer__name='Carrots').pk}-now]").fill("4")
        team.get_by_role("button", name=_("Correct")).first.click()
        expect(team.get_by_text(_("Corrected; the member is told."))).to_be_visible()
    assert balances.balance(hive.owed) == 9_60
    assert not faults, "\n".join(faults)


def test_the_list_on_a_phone_works_without_a_network(
    chromium: Browser, server: str, dora: User, books: Any
) -> None:
    hive = fixtures.hive(books=books)
    fixtures.product(fixtures.producer(hive))
    sale = fixtures.sale(hive)
    baskets = [fixtures.order(sale, fixtures.member(hive, name), Carrots=2) for name in ("Ann", "Bea")]
    from hustings.networks.hives import closure

    closure.close(sale.pk)
    ends_at = timezone.now() + timedelta(hours=1)
    _handset, link = pickup.hand_out(sale=sale, name="Table", ends_at=ends_at, user=dora)
    faults: list[str] = []
    with profile(chromium, server, width=360) as phone:
        page = phone.new_page()
        page.goto(f"/phone/#{link.partition('#')[2]}")
        page.wait_for_url("**/phone/pick-up/*")
        page.wait_for_selector("body[data-ready=pickup]")
        page.evaluate("navigator.serviceWorker.ready")
        audit(page, faults)
        phone.set_offline(True)
        expect(page.get_by_text("0 of 2 picked up")).to_be_visible()
        page.get_by_label("Slip number").fill("2")
        page.get_by_role("button", name="Picked up: Slip 2").click()
        expect(page.get_by_text("1 of 2 picked up")).to_be_visible()
        assert not Basket.objects.exclude(picked_at=None).exists()
        phone.set_offline(False)
        page.locator("[data-sync-send]").click()
        expect(page.locator("[data-sync-status][data-unsent='0']")).to_be_visible()
    for basket in baskets:
        basket.refresh_from_db()
    assert [bool(basket.picked_at) for basket in baskets] == [False, True]
    assert not faults, "\n".join(faults)


def test_a_member_orders_in_french_on_a_wide_screen_without_scripts(
    chromium: Browser, server: str, books: Any
) -> None:
    hive = fixtures.hive(books=books)
    fixtures.product(fixtures.producer(hive, least_amount=5_00), "Carottes")
    sale = fixtures.sale(hive)
    person = fixtures.member(hive)
    with profile(chromium, server, locale="fr-FR", java_script_enabled=False) as context:
        page = known(context, person, server)
        page.goto(f"/fr/buying-groups/sales/{sale.pk}/")
        expect(page.get_by_text(re.compile("encore 5,00.€ pour que le producteur livre"))).to_be_visible()
        page.get_by_label(re.compile("Carottes")).fill("3")
        page.get_by_role("button", name="Commander", exact=True).click()
        expect(page.get_by_text("C’est commandé.")).to_be_visible()
    assert Basket.objects.get().lines.get().quantity == 3
