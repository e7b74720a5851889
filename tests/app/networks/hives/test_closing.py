"""Closing a sale: once, with the books, the mails, and what goes on to the next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hustings.foundation.webhooks.events import events
from hustings.foundation.webhooks.models import Delivery
from hustings.money.ledger import balances
from hustings.money.payments import checkout
from hustings.money.payments.actions import refund
from hustings.networks.hives import actions, closure, mails, paid, upkeep
from hustings.networks.hives.claims import Wanted
from hustings.networks.hives.models import Basket, Fee, Notice, Product, Sale
from hustings.networks.hives.refusals import NotDone, NotPayable, NotReady
from tests.cast.foundation.webhooks.fixtures import set_up
from tests.cast.money.payments import fixtures as of_payments
from tests.cast.networks.hives import fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def hive():
    made = fixtures.hive()
    Fee.objects.create(hive=made, name="Host", points=835, from_on="2026-01-01")
    Fee.objects.create(hive=made, name="Packing", points=200, is_added=True, from_on="2026-01-01")
    return made


@pytest.fixture
def sale(hive):
    garden = fixtures.producer(hive, least_amount=10_00)
    dairy = fixtures.producer(hive, "Dairy", "dairy", least_amount=30_00)
    fixtures.product(garden, "Carrots", 2_50)
    fixtures.product(garden, "Apples", 2_00, case=6, deposit=10)
    fixtures.product(dairy, "Cheese", 18_00, unit="kilo", step=250)
    return fixtures.sale(hive)


@pytest.fixture
def charlie(hive):
    return fixtures.member(hive)


def closed(sale):
    closure.close(sale.pk)
    sale.refresh_from_db()
    return sale


def owed(hive):
    return balances.balance(hive.owed)


def test_members_owe_what_producers_get_and_the_fees(hive, sale, charlie):
    eve = fixtures.member(hive, "Eve")
    fixtures.order(sale, charlie, Carrots=6, Apples=Wanted(4, 2))
    fixtures.order(sale, eve, Carrots=1, Apples=1, Cheese=500)
    closed(sale)
    baskets = list(sale.baskets.all())
    assert [line.got for line in sale.baskets.get(person=eve).lines.order_by("pk")] == [1, 1, 0]
    assert sum(row.total for row in baskets) == owed(hive)
    assert balances.balance(hive.owing) == -sum(row.due for row in sale.deliveries.all())
    fees = sum(row.fees for row in [*baskets, *sale.deliveries.all()])
    assert balances.balance(hive.income) == -fees and fees > 0


def test_a_producer_below_the_minimum_is_explained_in_each_basket(hive, sale, charlie, mailoutbox):
    fixtures.order(sale, charlie, Carrots=4, Cheese=250)
    closed(sale)
    line = sale.baskets.get().lines.get(offer__name="Cheese")
    assert (line.got, str(line.reason)) == (0, "The producer’s minimum order was not reached.")
    for pk in Notice.objects.values_list("pk", flat=True):
        mails.send(pk)
    told = {mail.to[0]: mail.body for mail in mailoutbox}
    assert "Cheese: 0.25 kg → 0 kg. The producer’s minimum" in told["charlie@example.org"]
    assert "4 · Carrots" in told["marie@example.org"] and len(told) == 2


def test_closing_twice_is_closing_once(hive, sale, charlie):
    fixtures.order(sale, charlie, Carrots=4)
    assert closure.close(sale.pk) and closure.close(sale.pk) is None
    assert hive.books.entries.count() == 1
    with pytest.raises(NotDone):
        actions.close_now(sale=sale)


def test_an_empty_sale_closes_without_an_entry(hive, sale):
    closed(sale)
    assert not hive.books.entries.exists() and not sale.deliveries.coming().exists()


def test_a_sale_closes_by_turnout(sale, charlie):
    Sale.objects.filter(pk=sale.pk).update(enough=10_00)
    fixtures.order(sale, charlie, Carrots=3)
    assert not Sale.objects.due().exists()
    fixtures.order(sale, charlie, Carrots=4)
    assert Sale.objects.due().get() == sale


def test_members_are_told_once_when_it_opens(sale, charlie, mailoutbox):
    upkeep.wake()
    upkeep.wake()
    assert [row.kind for row in Notice.objects.all()] == ["open"]
    mails.send(Notice.objects.get().pk)
    assert f"/buying-groups/sales/{sale.pk}/" in mailoutbox[0].body


def test_what_failed_is_carried_on_where_its_member_wishes(hive, sale, charlie):
    fixtures.order(sale, charlie, Carrots=4, Cheese=Wanted(250, 0, True))
    closed(sale)
    following = fixtures.sale(hive)
    basket = following.baskets.get(person=charlie)
    assert [(line.offer.name, line.quantity) for line in basket.lines.all()] == [("Cheese", 250)]


def test_what_failed_goes_into_a_sale_that_was_planned_before(hive, sale, charlie):
    following = fixtures.sale(hive, closes_at=sale.closes_at + timedelta(hours=1))
    fixtures.order(sale, charlie, Cheese=Wanted(250, 0, True))
    closed(sale)
    assert following.baskets.get(person=charlie).lines.get().quantity == 250
    following.refresh_from_db()
    assert following.ordered == 4_50


def test_what_is_carried_on_only_in_part_claims_no_more_than_its_lines(hive, sale, charlie):
    Product.objects.filter(name="Carrots").update(stock=1)
    Sale.objects.filter(pk=sale.pk).update(least=100_00)
    fixtures.order(sale, charlie, Apples=Wanted(6, 0, True), Carrots=Wanted(4, 0, True))
    closed(sale)
    following = fixtures.sale(hive)
    lines = following.baskets.get().lines.all()
    assert {line.offer.name: line.quantity for line in lines} == {"Apples": 6}
    assert {offer.name: offer.wanted for offer in following.offers.filter(wanted__gt=0)} == {"Apples": 6}
    assert following.ordered == 12_00


def test_a_basket_is_paid_once_and_refunded_in_part(hive, sale, charlie):
    fixtures.order(sale, charlie, Carrots=4)
    closed(sale)
    basket = sale.baskets.get()
    channel = of_payments.channel(hive.books)
    begun = checkout.begin(
        channel=channel, purpose=paid.purpose(basket), amount=basket.due, currency="EUR", label="Basket",
        email="charlie@example.org", back="https://example.org/", language="en",
    )  # fmt: skip
    from hustings.money.payments import course

    course.settle(begun.payment, timezone.localdate())
    basket.refresh_from_db()
    assert basket.due == 0 and owed(hive) == 0
    refund(begun.payment, 2_50)
    basket.refresh_from_db()
    assert basket.due == 2_50 == owed(hive)


def test_a_correction_moves_basket_producer_and_books(hive, sale, charlie, mailoutbox):
    fixtures.order(sale, charlie, Cheese=2_000, Carrots=4)
    closed(sale)
    basket = sale.baskets.get()
    line = basket.lines.get(offer__name="Cheese")
    row = actions.correct(line=line, now=1_900, kind="weight")
    basket.refresh_from_db()
    assert row.amount < 0 and basket.total == owed(hive)
    assert balances.balance(hive.owing) == -sum(each.due for each in sale.deliveries.all())
    with pytest.raises(NotDone, match="already"):
        actions.correct(line=line, now=1_900, kind="weight")


def test_the_next_basket_takes_over_the_difference(hive, sale, charlie):
    of_payments.channel(hive.books, "cash")
    fixtures.order(sale, charlie, Carrots=4)
    closed(sale)
    basket = sale.baskets.get()
    actions.take_by_hand(basket=basket, means="cash", on=timezone.localdate())
    with pytest.raises(NotPayable):
        actions.take_by_hand(basket=basket, means="cash", on=timezone.localdate())
    actions.correct(line=basket.lines.get(), now=3, kind="missing")
    following = fixtures.sale(hive)
    fixtures.order(following, charlie, Carrots=5)
    closed(following)
    basket.refresh_from_db()
    second = following.baskets.get()
    assert basket.due == 0 and second.carried < 0
    assert sum(each.due for each in Basket.objects.all()) == owed(hive)


def test_a_producer_is_paid_once_and_then_nothing_is_corrected(hive, sale, charlie):
    fixtures.order(sale, charlie, Carrots=4)
    closed(sale)
    delivery = sale.deliveries.coming().get()
    actions.pay_producer(delivery=delivery, on=timezone.localdate())
    assert balances.balance(hive.owing) == 0
    with pytest.raises(NotDone):
        actions.pay_producer(delivery=delivery, on=timezone.localdate())
    with pytest.raises(NotDone, match="paid"):
        actions.correct(line=sale.baskets.get().lines.get(), now=1, kind="missing")


def test_a_hive_opens_once_its_rule_is_met():
    hive = fixtures.hive()
    type(hive).objects.filter(pk=hive.pk).update(
        opened_at=None, least_members=1, least_producers=1, needed_kind="market"
    )
    hive.refresh_from_db()
    with pytest.raises(NotReady, match="0 of 1 members"):
        actions.open_hive(hive=hive)
    with pytest.raises(NotReady):
        fixtures.sale(hive)
    fixtures.member(hive)
    fixtures.producer(hive)
    actions.open_hive(hive=hive)


def test_a_hive_is_handed_over_to_a_member_who_says_yes(hive, charlie):
    offer = actions.offer_hand_over(hive=hive, to=charlie)
    actions.answer_hand_over(offer=offer, is_accepted=True)
    actions.answer_hand_over(offer=offer, is_accepted=False)
    hive.refresh_from_db()
    assert hive.host == charlie


def test_other_programs_read_sales_and_are_told_when_one_closes(client, hive, sale, dora):
    set_up("https://tool.example/in", ["buying_groups.closed"], dora)
    (shown,) = client.get("/api/v1/buying-groups").json()
    assert (shown["slug"], shown["sales"][0]["is_open"]) == (hive.slug, True)
    fixtures.order(sale, fixtures.member(hive), Carrots=6)
    closed(sale)
    assert list(Delivery.objects.values_list("event", "key")) == [("buying_groups.closed", sale.pk)]
    said = events.find("buying_groups.closed").payloads([sale.pk], True)[sale.pk]
    assert (said["sale"]["n_baskets"], said["sale"]["is_delivered"]) == (1, True)
