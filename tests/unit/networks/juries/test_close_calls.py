"""Pairs compared in the band, and sets of projects within a budget."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.networks.juries.arithmetic import close_calls, portfolios
from hustings.networks.juries.arithmetic.portfolios import Item


def test_scores_stay_without_comparisons_and_move_with_them():
    assert close_calls.settled([50, 51], [2, 2], []) == [50, 51]
    first, second = close_calls.settled([50, 51], [2, 2], [(0, 1)] * 4)
    assert first > second


def test_comparisons_on_both_sides_take_each_other_back():
    first, second = close_calls.settled([50, 50], [2, 2], [(0, 1), (1, 0)])
    assert first == pytest.approx(second)


def test_the_next_pair_is_of_neighbours_that_were_compared_least_and_never_barred():
    assert close_calls.next_pair([4, 2, 9], {}, set(), set()) == (2, 4)
    assert close_calls.next_pair([4, 2, 9], {(2, 4): 1}, set(), set()) == (2, 9)
    assert close_calls.next_pair([4, 2, 9], {}, set(), {4}) == (2, 9)
    assert close_calls.next_pair([4, 2], {}, {(2, 4)}, set()) is None


@given(
    st.lists(st.tuples(st.integers(1, 50), st.integers(0, 30)), min_size=1, max_size=8),
    st.integers(0, 80), st.integers(1, 8), st.integers(1, 4),
)  # fmt: skip
def test_the_best_sets_are_those_that_trying_all_finds(rows, budget, places, n):
    items = [Item(key, float(worth), cost) for key, (worth, cost) in enumerate(rows)]
    found = portfolios.best(items, budget=budget, places=places, n=n)
    fitting = [
        sum(each.worth for each in chosen)
        for size in range(min(places, len(items)) + 1)
        for chosen in itertools.combinations(items, size)
        if sum(each.cost for each in chosen) <= budget
    ]
    assert found.is_exact
    assert found.portfolios[0].worth == max(fitting)
    for each in found.portfolios:
        assert each.cost <= budget and len(each.keys) <= places


def test_what_must_be_in_is_in_and_nothing_is_found_where_it_does_not_fit():
    items = [Item(1, 10.0, 50), Item(2, 30.0, 60), Item(3, 20.0, 40)]
    found = portfolios.best(items, budget=100, places=None, must=[1])
    assert found.portfolios[0].keys == (3, 1)
    assert portfolios.best(items, budget=40, places=None, must=[1]).portfolios == []
