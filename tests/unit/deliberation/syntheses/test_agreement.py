"""Krippendorff's alpha: the published examples, what is missing, and how sure it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.deliberation.syntheses.measures.agreement import krippendorff

FOUR = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
TWO = """
0 1 0 0 0 0 0 0 1 0
1 1 1 0 0 1 0 0 0 0
"""


def codings(text: str) -> list[tuple[int, int, str]]:
    return [
        (coder, unit, value)
        for coder, line in enumerate(text.strip().splitlines())
        for unit, value in enumerate(line.split())
        if value != "."
    ]


def by_pairs(said: list[tuple[int, int, int]]) -> float | None:
    """As it is defined: pairs within a contribution, beside pairs of all."""
    units: dict[int, dict[int, int]] = {}
    for coder, unit, value in said:
        units.setdefault(unit, {})[coder] = value
    shared = [list(values.values()) for values in units.values() if len(values) > 1]
    every = [value for values in shared for value in values]
    seen = sum(
        sum(one != other for one in values for other in values) / (len(values) - 1) for values in shared
    )
    by_chance = sum(one != other for one in every for other in every)
    return None if not by_chance else 1 - (len(every) - 1) * seen / by_chance


@pytest.mark.parametrize(("text", "alpha", "n"), [(FOUR, 0.743, 11), (TWO, 0.095, 10)])
def test_the_published_examples(text, alpha, n):
    found = krippendorff(codings(text))
    assert found.alpha == pytest.approx(alpha, abs=0.0005)
    assert found.n == n


def test_agreement_by_chance_is_none():
    """Nine of ten pairs agree, as everything is under one theme; that is chance, and alpha says so."""
    said = [(coder, unit, unit % 20 == coder) for unit in range(200) for coder in (1, 2)]
    found = krippendorff(said)
    assert found.plain == 0.9
    assert found.alpha == pytest.approx(0, abs=0.06)
    assert not found.is_reliable


def test_the_last_word_of_a_coder_counts():
    said = [("alice", 1, "a"), ("bob", 1, "b"), ("bob", 1, "a"), ("alice", 2, "b"), ("bob", 2, "b")]
    assert krippendorff(said).alpha == 1


def test_without_pairs_or_without_difference_there_is_no_alpha():
    assert krippendorff([]).alpha is None
    assert krippendorff([("alice", 1, "a"), ("bob", 2, "b")]).n == 0
    same = krippendorff([(coder, unit, "a") for coder in "ab" for unit in range(20)])
    assert (same.alpha, same.low, same.plain) == (None, None, 1.0)


def test_the_interval_holds_alpha_narrows_and_is_the_same_again():
    few = krippendorff(codings(TWO), seed=4)
    many = krippendorff([(c, u + 10 * turn, v) for turn in range(20) for c, u, v in codings(TWO)], seed=4)
    for found in (few, many):
        assert found.low < found.alpha < found.high
    assert many.high - many.low < (few.high - few.low) / 2
    assert krippendorff(codings(TWO), seed=4) == few


def test_a_handful_of_contributions_gives_no_interval():
    found = krippendorff(codings(FOUR)[:8] + codings(FOUR)[10:18])
    assert found.alpha is not None
    assert found.low is None


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(0, 2)), max_size=24))
def test_the_quick_way_gives_what_pairs_give(said):
    found, wanted = krippendorff(said, resamples=2), by_pairs(said)
    assert found.alpha == (wanted if wanted is None else pytest.approx(wanted, abs=1e-6))
