"""Rules for whoever takes up a task or a seat."""

import datetime as dt
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.field.volunteers import availability, rules
from hustings.field.volunteers.rules import Commitment

START = dt.datetime(2027, 3, 1, tzinfo=dt.UTC)
LIMITS = SimpleNamespace(most_hours=10, rest_hours=11, head_start=24, head_start_below=10)


def of(begins: float, ends: float, title: str = "T") -> Commitment:
    """Hours since a Monday's midnight."""
    return Commitment(START + dt.timedelta(hours=begins), START + dt.timedelta(hours=ends), title)


@pytest.mark.parametrize(
    ("new", "held", "is_refused"),
    [
        (of(10, 12), [of(11, 13)], True),
        (of(10, 12), [of(12, 14)], False),
        (of(14, 18), [of(8, 14)], False),  # ten hours
        (of(14, 19), [of(8, 14)], True),  # eleven
        (of(8, 20), [], False),  # one alone may be long
        (of(32, 34), [of(18, 22)], True),  # ten hours of rest
        (of(33, 35), [of(18, 22)], False),  # eleven
        (of(2, 4), [of(23 + 24, 24 + 24)], False),
        (of(20, 23), [of(15, 18)], False),  # a pause within a day is no rest between two
    ],
)
def test_time(new: Commitment, held: list[Commitment], is_refused: bool) -> None:
    assert bool(rules.time_problem(new, held, LIMITS)) is is_refused


@given(st.lists(st.tuples(st.integers(0, 96), st.integers(1, 10)), max_size=8))
def test_what_is_taken_in_turn_never_overlaps_nor_exceeds_a_day(asked: list[tuple[int, int]]) -> None:
    held: list[Commitment] = []
    for begins, hours in asked:
        new = of(begins, begins + hours)
        if not rules.time_problem(new, held, LIMITS):
            held.append(new)
    held.sort()
    assert all(one.ends <= other.begins for one, other in pairwise(held))
    for minute in range(120):
        window = of(minute, minute + 24)
        within = [min(one.ends, window.ends) - max(one.begins, window.begins) for one in held]
        total = sum((part for part in within if part > dt.timedelta()), dt.timedelta())
        assert total <= dt.timedelta(hours=10)


def test_age_is_what_was_said_or_what_is_known() -> None:
    assert rules.said_age("16", None) == 16
    assert rules.said_age("", 40) == 40
    assert rules.age_problem("18", 16) and not rules.age_problem("", 0)


def test_popular_shifts_open_later_for_who_gave_much() -> None:
    assert rules.opens_for(None, 10_000, LIMITS) is None
    assert rules.opens_for(START, 599, LIMITS) == START
    assert rules.opens_for(START, 600, LIMITS) == START + dt.timedelta(hours=24)


def test_times_of_a_week_are_bits() -> None:
    saturday = dt.datetime(2027, 3, 6, 11, tzinfo=dt.UTC)
    asked = availability.of_span(saturday, saturday + dt.timedelta(hours=2))
    assert asked == availability.bit(5, 0) | availability.bit(5, 1)
    night = dt.datetime(2027, 3, 7, 23, tzinfo=dt.UTC)
    assert availability.of_span(night, night + dt.timedelta(hours=2)) == availability.bit(
        6, 2
    ) | availability.bit(0, 0)
    assert availability.joined(availability.places(asked)) == asked
    assert asked & ~availability.WEEKEND == 0
