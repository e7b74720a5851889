"""Figures about contributions: how loud a few are, and what a synthesis covers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.deliberation.consultations.reading import coverage, loudness
from hustings.deliberation.consultations.reading.coverage import Contribution, Part


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


CONTRIBUTIONS = [
    Contribution(1, author=10, votes=50),
    Contribution(2, author=11, votes=30, together=5),
    Contribution(3, author=12, votes=5, together=5),
    Contribution(4, author=10, votes=8),
    Contribution(5, author=13, votes=7),
]


def test_a_synthesis_covers_what_its_sentences_cite():
    found = coverage.of(CONTRIBUTIONS, {100: [1], 101: [1, 4], 102: []})
    assert found.sentences == Part(2, 3)
    assert found.uncited_sentences == (102,)
    assert found.contributions == Part(2, 5)
    assert found.authors == Part(1, 4)
    assert found.votes == Part(58, 100)
    assert found.unheard == (2, 5, 3)


def test_citing_a_duplicate_cites_its_group():
    found = coverage.of(CONTRIBUTIONS, {100: [3]})
    assert found.contributions == Part(2, 5)
    assert found.unheard == (1, 4, 5)


def test_citations_of_what_is_gone_are_none():
    found = coverage.of(CONTRIBUTIONS, {100: [77]})
    assert found.sentences == Part(0, 1)
    assert found.contributions.share == 0


def test_an_empty_synthesis_covers_nothing():
    found = coverage.of([], {})
    assert (found.sentences.share, found.contributions.share, found.unheard) == (0, 0, ())
