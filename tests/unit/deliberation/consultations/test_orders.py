"""Orders of contributions: a loud group gets its share, chance is fair, and quarrels lift nothing."""

import datetime as dt
from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.deliberation.consultations.reading import orders
from hustings.deliberation.consultations.reading.orders import PRIME, Shuffle, most_discussed, proportional

DAY = dt.date(2027, 3, 1)
NEXT_DAY = dt.date(2027, 3, 2)


def plain(items: list[int], support: list[tuple[int, int]]) -> list[int]:
    """The rule as it is said, every contribution counted anew for each place."""
    of = {item: {person for person, each in support if each == item} for item in items}
    found: list[int] = []
    while left := [item for item in items if item not in found]:
        above = Counter(person for item in found for person in of[item])
        weight = {item: sum(orders.WHOLE // (above[person] + 1) for person in of[item]) for item in left}
        found.append(max(left, key=lambda item: (weight[item], len(of[item]), -items.index(item))))
    return found


def test_two_groups_are_heard_in_turn():
    large = [(person, item) for person in range(20) for item in range(10)]
    small = [(person, item) for person in range(100, 110) for item in range(10, 15)]
    assert [item >= 10 for item in proportional(range(15), large + small, 6)] == [
        False, False, True, False, False, True,
    ]  # fmt: skip


def test_a_loud_group_of_a_tenth_fills_a_tenth_of_the_page():
    chance = Random(3)
    others = [(person, chance.randrange(300)) for person in range(900) for _vote in range(3)]
    loud = [(person, item) for person in range(900, 1000) for item in range(300, 400)]
    first = proportional(range(400), others + loud, 40)
    by_votes = [item for item, _n in Counter(item for _person, item in others + loud).most_common(40)]
    assert sum(item >= 300 for item in by_votes) == 40
    assert sum(item >= 300 for item in first) <= 14


def test_a_vote_sent_twice_or_for_what_is_gone_counts_once_or_not():
    support = [(1, 7), (1, 7), (2, 8), (3, 8), (1, 99)]
    assert proportional([7, 8, 9], support) == [8, 7, 9]


def test_nothing_is_ranked_of_nothing():
    assert proportional([], []) == []
    assert proportional([5, 3], []) == [5, 3]
    assert proportional([5, 3], [(1, 3)], 0) == []


@given(
    st.integers(1, 7).flatmap(
        lambda n: st.tuples(
            st.permutations(range(n)), st.lists(st.tuples(st.integers(0, 6), st.integers(0, n - 1)))
        )
    )
)
def test_the_quick_way_ranks_as_the_plain_one(case):
    items, support = case
    assert proportional(items, support) == plain(items, support)
    assert proportional(items, support[::-1], 3) == plain(items, support)[:3]


def test_an_order_by_chance_stays_for_a_reader_and_a_day():
    one = Shuffle.of("reader", DAY, "schools")
    assert one == Shuffle.of("reader", DAY, "schools")
    assert len({one, Shuffle.of("other", DAY, "schools"), Shuffle.of("reader", NEXT_DAY, "schools"),
                Shuffle.of("reader", DAY, "transport")}) == 4  # fmt: skip


@given(st.text(), st.sets(st.integers(0, PRIME - 1), max_size=50))
def test_each_number_has_a_place_of_its_own(reader, numbers):
    shuffle = Shuffle.of(reader, DAY)
    places = {shuffle.place(number) for number in numbers}
    assert len(places) == len(numbers)
    assert all(0 <= place < PRIME for place in places)


def test_no_step_leaves_64_bits():
    assert (PRIME - 1) * (PRIME - 1) + PRIME < 2**63
    assert all(PRIME % n for n in range(2, 46_341)) and PRIME % 3 == 2


def test_each_contribution_is_on_the_first_page_equally_often():
    items, page, readers = range(1, 101), 10, 4_000
    first: Counter[int] = Counter()
    followed = 0
    for reader in range(readers):
        shuffle = Shuffle.of(str(reader), DAY)
        order = sorted(items, key=shuffle.place)
        first.update(order[:page])
        followed += sum(later - earlier == 1 for earlier, later in pairwise(order))
    expected = readers * page / len(items)
    assert sum((first[item] - expected) ** 2 / (expected * 0.9) for item in items) < 149  # chi², 1 in 1,000
    assert followed / readers == pytest.approx(99 / 100, abs=0.08)  # neighbours meet as by chance


def test_two_who_quarrel_lift_nothing():
    quarrel = [(author, 1) for author in (1, 2) for _argument in range(30)]
    talk = [(author, 2) for author in range(10)]
    assert most_discussed([1, 2, 3], quarrel + talk) == [2, 1, 3]
