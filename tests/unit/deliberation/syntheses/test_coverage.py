"""Figures about a synthesis: what it covers."""

from hustings.deliberation.syntheses.measures import coverage
from hustings.deliberation.syntheses.measures.coverage import Contribution, Part

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
