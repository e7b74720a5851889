"""Closing: minima, cases, cascades."""

from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.networks.hives.rules import amounts
from hustings.networks.hives.rules.amounts import Price
from hustings.networks.hives.rules.closing import Good, Least, Order, Why, Wish, cases, close, level

EURO = Price(100)


def order(wishes, goods, **more):
    return Order(goods={good.key: good for good in goods}, wishes=[Wish(*wish) for wish in wishes], **more)


def test_all_get_what_they_asked_for_where_no_minimum_is_missed():
    found = close(order([(1, 1, 1, 3), (2, 2, 1, 2)], [Good(1, 1, EURO)], least={1: Least(500, 5)}))
    assert found.got == {1: 3, 2: 2} and not found.why


def test_a_producer_below_the_minimum_falls_out_of_every_basket():
    goods = [Good(1, 1, EURO), Good(2, 2, EURO)]
    found = close(order([(1, 1, 1, 4), (2, 1, 2, 1)], goods, least={1: Least(500)}))
    assert found.got == {1: 0, 2: 1} and found.why == {1: Why.PRODUCER}
    assert found.fallen_producers == {1: 1} and found.reached[1].amount == 400


def test_a_minimum_in_items_counts_steps():
    price = Price(100, step=500, is_weighed=True)
    found = close(order([(1, 1, 1, 1_500)], [Good(1, 1, price)], least={1: Least(0, 4)}))
    assert found.fallen_producers == {1: 1}


def test_one_fall_brings_down_the_next():
    """The baker leaves, so a basket is too small, so the dairy misses its minimum, so the sale falls."""
    goods = [Good(1, 1, EURO), Good(2, 2, EURO)]
    wishes = [(1, 1, 1, 4), (2, 1, 2, 6), (3, 2, 2, 8)]
    least = {1: Least(500), 2: Least(1_000)}
    found = close(order(wishes, goods, least=least, least_basket=800, least_sale=500))
    assert found.fallen_producers == {1: 1, 2: 3} and found.fallen_baskets[1] == 2
    assert found.is_fallen and set(found.got.values()) == {0}
    assert found.why == {1: Why.PRODUCER, 2: Why.BASKET, 3: Why.PRODUCER}


def test_a_missed_minimum_of_the_sale_is_the_reason_for_all():
    found = close(order([(1, 1, 1, 4)], [Good(1, 1, EURO)], least_sale=500))
    assert found.is_fallen and found.why == {1: Why.SALE}


def test_only_whole_cases_are_bought_and_the_last_go_without():
    found = close(order([(1, 1, 1, 4), (2, 2, 1, 3)], [Good(1, 1, EURO, 6)]))
    assert found.got == {1: 4, 2: 2} and found.why == {2: Why.CASE}


def test_tolerances_fill_a_case_and_are_spread_evenly():
    found = close(order([(1, 1, 1, 2, 6), (2, 2, 1, 2, 6), (3, 3, 1, 1, 1)], [Good(1, 1, EURO, 12)]))
    assert found.got == {1: 5, 2: 5, 3: 2} and set(found.why.values()) == {Why.SHARED}


def test_a_case_that_stays_empty_takes_nobodys_basket():
    goods = [Good(1, 1, EURO, 10), Good(2, 2, EURO)]
    found = close(order([(1, 1, 1, 12), (2, 1, 2, 1)], goods, least_basket=1_100))
    assert found.got == {1: 10, 2: 1}


@given(
    room=st.dictionaries(st.integers(0, 8), st.integers(0, 40).map(lambda n: n * 5), min_size=1),
    steps=st.integers(0, 60),
)
def test_what_is_spread_is_even_and_lost_nowhere(room, steps):
    amount = min(steps * 5, sum(room.values()))
    found = level(room, amount, 5)
    assert sum(found.values()) == amount and all(found[key] <= most for key, most in room.items())
    short = [found[key] for key, most in room.items() if found[key] < most]
    assert all(n <= least + 5 for least in short for n in found.values())


@st.composite
def orders(draw):
    n_goods = draw(st.integers(1, 4))
    goods = [
        Good(
            key, draw(st.integers(1, 3)), Price(draw(st.integers(1, 9))), draw(st.sampled_from([0, 0, 3, 5]))
        )
        for key in range(n_goods)
    ]
    rows = draw(
        st.lists(
            st.tuples(st.integers(1, 4), st.integers(0, n_goods - 1), st.integers(1, 6), st.integers(0, 3)),
            max_size=10,
        )
    )
    wishes = [(n, *row[:3], row[3] if goods[row[1]].case else 0) for n, row in enumerate(rows)]
    least = draw(st.dictionaries(st.integers(1, 3), st.builds(Least, st.integers(0, 60), st.integers(0, 8))))
    more = {"least_basket": draw(st.integers(0, 25)), "least_sale": draw(st.integers(0, 60))}
    return order(wishes, goods, least=least, **more)


def keeps_the_rules(found, producers, baskets):
    """Whether a set of producers and baskets keeps every rule, worked out from the words of the rules."""
    alive = [
        wish for wish in found.wishes
        if found.goods[wish.good].producer in producers and wish.basket in baskets
    ]  # fmt: skip
    bought = {}
    for key, good in found.goods.items():
        of = [wish for wish in alive if wish.good == key]
        n, more = sum(wish.quantity for wish in of), sum(wish.more for wish in of)
        bought[key] = cases(good, n, more) * good.case if good.case else n
    amount, steps = dict.fromkeys(producers, 0), dict.fromkeys(producers, 0)
    for good in found.goods.values():
        if good.producer in producers:
            amount[good.producer] += amounts.goods_of(good.price, bought[good.key])
            steps[good.producer] += bought[good.key]
    for key in producers:
        least = found.least.get(key, Least())
        if amount[key] < least.amount or steps[key] < least.steps:
            return False
    for key in baskets:
        of = [wish for wish in alive if wish.basket == key and bought[wish.good]]
        if (
            sum(amounts.goods_of(found.goods[wish.good].price, wish.quantity) for wish in of)
            < found.least_basket
        ):
            return False
    return sum(amount.values()) >= found.least_sale


def subsets(of):
    return chain.from_iterable(combinations(of, n) for n in range(len(of) + 1))


@settings(max_examples=150)
@given(found=orders())
def test_what_stays_is_the_greatest_set_that_keeps_every_rule(found):
    all_producers = sorted({good.producer for good in found.goods.values()} | set(found.least))
    all_baskets = sorted({wish.basket for wish in found.wishes})
    good = [
        (set(producers), set(baskets))
        for producers in subsets(all_producers) for baskets in subsets(all_baskets)
        if keeps_the_rules(found, producers, baskets)
    ]  # fmt: skip
    said = close(found)
    if said.is_fallen:
        assert not good
        return
    kept = set(all_producers) - set(said.fallen_producers), set(all_baskets) - set(said.fallen_baskets)
    assert kept in good
    assert all(producers <= kept[0] and baskets <= kept[1] for producers, baskets in good)


@settings(max_examples=150)
@given(found=orders())
def test_whole_cases_are_bought_and_nobody_gets_more_than_they_would_take(found):
    said = close(found)
    by_good: dict[int, int] = {}
    for wish in found.wishes:
        assert 0 <= said.got[wish.key] <= wish.quantity + wish.more
        by_good[wish.good] = by_good.get(wish.good, 0) + said.got[wish.key]
    assert all(not found.goods[key].case or n % found.goods[key].case == 0 for key, n in by_good.items())
    assert all((said.got[wish.key] != wish.quantity) == (wish.key in said.why) for wish in found.wishes)
