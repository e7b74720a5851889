"""Amounts of lines, fees and sums."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.networks.hives.rules import amounts
from hustings.networks.hives.rules.amounts import Price, Rate, Sums


def test_weighed_goods_are_rounded_once_half_up():
    price = Price(333, vat=550, is_weighed=True, step=500)
    assert amounts.goods_of(price, 1_500) == 500  # 499.5
    assert amounts.goods_of(price, 759) == 253


def test_vat_is_the_part_within_the_price():
    assert amounts.line(Price(1_055, vat=550), 1) == Sums(1_055, 55, 0)


def test_a_deposit_is_of_each_step_and_outside_of_vat():
    assert amounts.line(Price(200, vat=550, deposit=30), 3).deposits == 90


def test_fees_are_shares_without_vat_and_each_is_rounded():
    rates = [Rate(835, False), Rate(835, False), Rate(500, True)]
    assert amounts.fee(10_000, rates, is_added=False) == 1_670
    assert amounts.fee(10_000, rates, is_added=True) == 500
    assert amounts.fee(-10_000, rates, is_added=True) == -500


prices = st.builds(
    Price,
    price=st.integers(1, 50_000),
    vat=st.sampled_from([0, 210, 550, 1_000, 2_000]),
    deposit=st.sampled_from([0, 0, 20, 350]),
    step=st.sampled_from([1, 250, 500]),
    is_weighed=st.booleans(),
)
rates = st.lists(st.builds(Rate, points=st.integers(1, 2_000), is_added=st.booleans()), max_size=3)
lines = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4), prices, st.integers(1, 3_000)), max_size=60)


@settings(max_examples=300)
@given(rows=lines, rates=rates)
def test_what_members_pay_is_what_producers_get_with_fees_and_vat(rows, rates):
    baskets: dict[int, Sums] = {}
    producers: dict[int, Sums] = {}
    for basket, producer, price, quantity in rows:
        sums = amounts.line(price, quantity)
        baskets[basket] = baskets.get(basket, Sums()).plus(sums)
        producers[producer] = producers.get(producer, Sums()).plus(sums)
    assert amounts.is_balanced(
        {key: (sums, amounts.fee(sums.net, rates, is_added=True)) for key, sums in baskets.items()},
        {key: (sums, amounts.fee(sums.net, rates, is_added=False)) for key, sums in producers.items()},
    )
