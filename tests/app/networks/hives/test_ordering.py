"""Ordering: what is claimed, what is refused, and what stays as it was."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hustings.networks.hives import actions
from hustings.networks.hives.claims import Wanted
from hustings.networks.hives.models import Offer, Sale
from hustings.networks.hives.refusals import NotAMember, NotOffered, SaleShut, SoldOut
from hustings.people.persons.models import Person
from tests.cast.networks.hives import fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def sale():
    hive = fixtures.hive()
    garden = fixtures.producer(hive)
    fixtures.product(garden, "Carrots", 2_50, stock=10)
    fixtures.product(garden, "Leeks", 3_00)
    fixtures.product(garden, "Apples", 2_00, case=12)
    return fixtures.sale(hive)


@pytest.fixture
def charlie(sale):
    return fixtures.member(sale.hive)


def test_an_order_replaces_the_one_before_and_keeps_its_slip(sale, charlie):
    first = fixtures.order(sale, charlie, Carrots=3, Leeks=1)
    again = fixtures.order(sale, charlie, Carrots=2)
    sale.refresh_from_db()
    assert (again.pk, again.number) == (first.pk, 1)
    assert [(line.offer.name, line.quantity) for line in again.lines.all()] == [("Carrots", 2)]
    assert (fixtures.offer(sale).wanted, fixtures.offer(sale, "Leeks").wanted, sale.ordered) == (2, 0, 5_00)


def test_nothing_in_the_basket_drops_it(sale, charlie):
    basket = fixtures.order(sale, charlie, Carrots=3)
    actions.place(sale=sale, person=charlie, wanted={})
    basket.refresh_from_db()
    assert basket.dropped_at and fixtures.offer(sale).wanted == 0


def test_the_last_goods_go_to_one(sale, charlie):
    fixtures.order(sale, charlie, Carrots=8)
    with pytest.raises(SoldOut, match="Carrots: 2 more"):
        fixtures.order(sale, fixtures.member(sale.hive, "Eve"), Carrots=3, Leeks=1)
    assert (fixtures.offer(sale).wanted, fixtures.offer(sale, "Leeks").wanted) == (8, 0)


def test_what_was_seen_to_be_gone_is_refused_before_the_sale_is_held(
    sale, charlie, django_assert_num_queries
):
    fixtures.order(sale, charlie, Carrots=8)
    seen, late = fixtures.offer(sale), fixtures.member(sale.hive, "Eve")
    with django_assert_num_queries(1), pytest.raises(SoldOut, match="Carrots: 2 more"):
        actions.place(sale=sale, person=late, wanted={seen.pk: Wanted(3)}, seen=[seen])
    actions.place(sale=sale, person=charlie, wanted={seen.pk: Wanted(10)}, seen=[seen])  # 8 were theirs


def test_the_database_itself_refuses_to_oversell(sale):
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=fixtures.offer(sale).pk).update(wanted=11)


def test_only_members_order(sale):
    with pytest.raises(NotAMember):
        fixtures.order(sale, Person.objects.create(given_name="Mallory"), Carrots=1)


@pytest.mark.parametrize("field", ["opens_at", "closed_at"])
def test_a_sale_that_is_shut_takes_nothing(sale, charlie, field):
    late = timezone.now() + timedelta(hours=1)
    Sale.objects.filter(pk=sale.pk).update(**{field: late})
    with pytest.raises(SaleShut):
        fixtures.order(sale, charlie, Carrots=1)


def test_tolerance_is_for_cases_and_claims_stock(sale, charlie):
    with pytest.raises(NotOffered):
        fixtures.order(sale, charlie, Carrots=Wanted(1, 1))
    fixtures.order(sale, charlie, Apples=Wanted(5, 3))
    apples = fixtures.offer(sale, "Apples")
    assert (apples.wanted, apples.spare, apples.missing) == (5, 3, 4)


def test_a_good_that_is_taken_out_leaves_all_baskets(sale, charlie):
    basket = fixtures.order(sale, charlie, Carrots=3, Leeks=1)
    assert actions.withdraw_offer(offer=fixtures.offer(sale)) == 1
    sale.refresh_from_db()
    assert basket.lines.count() == 1 and sale.ordered == 3_00
    with pytest.raises(NotOffered):
        fixtures.order(sale, charlie, Carrots=1)


def test_the_price_is_that_of_the_day_of_the_sale(sale, charlie):
    sale.offers.first().product.producer.products.update(price=9_99)
    fixtures.order(sale, charlie, Carrots=1)
    sale.refresh_from_db()
    assert sale.ordered == 2_50
