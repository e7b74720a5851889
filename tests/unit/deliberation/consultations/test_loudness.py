"""Figures about contributions: how loud a few are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.deliberation.consultations.reading import loudness


def test_everyone_alike_is_no_concentration():
    found = loudness.of([3] * 200)
    assert (found.n_people, found.total, found.gini, found.share, found.half_by) == (200, 600, 0, 0.01, 100)


def test_one_who_does_all_is_the_whole():
    found = loudness.of([500], n_people=1_000)
    assert (found.share, found.half_by, found.n_loudest) == (1, 1, 10)
    assert found.gini == pytest.approx(0.999)


def test_nobody_is_not_loud():
    assert loudness.of([]) == loudness.Loudness(0, 0, 0, 0, 0, 0.0)
    assert loudness.of([0, 0], n_people=5).share == 0


@given(st.lists(st.integers(0, 30), min_size=1, max_size=40))
def test_gini_is_the_mean_difference_over_twice_the_mean(counts):
    n, total = len(counts), sum(counts)
    found = loudness.of(counts, n_people=n)
    differences = sum(abs(one - other) for one in counts for other in counts)
    assert found.gini == pytest.approx(differences / (2 * n * total) if total else 0)
    loudest = sorted(counts)[-found.half_by :] if found.half_by else []
    assert 2 * sum(loudest) >= total
    assert not loudest or 2 * sum(loudest[1:]) < total
