"""Marks corrected for jurors, with intervals and a band that is too close to call."""

import pytest

from benchmarks.jury_simulation import hits, simulated
from hustings.networks.juries.arithmetic import scoring


def test_a_severe_juror_does_no_harm_to_those_they_read():
    """Juror 1 marks 30 points lower than juror 0; both read half of the projects of the same worth."""
    rows = [(at, 0, 60.0 + at) for at in range(6)] + [(at, 1, 30.0 + at) for at in range(6, 12)]
    rows += [(at, 2, 45.0 + at % 6) for at in range(12)]
    found = scoring.standings(scoring.marks(rows), 4)
    assert max(abs(found[at].score - found[at + 6].score) for at in range(6)) < 5
    assert found[0].raw - found[6].raw == pytest.approx(12)


def test_equal_marks_leave_everybody_equal_and_nothing_certain():
    found = scoring.standings(scoring.marks([(at, at % 2, 50.0) for at in range(8)]), 3)
    assert {each.score for each in found} == {50.0}
    assert sorted(each.place for each in found) == list(range(1, 9))


def test_the_first_and_the_last_are_certain_and_the_middle_is_too_close_to_call():
    rows = [(at, juror, 90.0 - 8 * at + (juror - 1)) for at in range(10) for juror in range(3)]
    rows += [(10, juror, 50.5 + 3 * (juror - 1)) for juror in range(3)]
    found = scoring.standings(scoring.marks(rows), 5)
    assert found[0].chance == 1.0
    assert found[9].chance == 0.0
    assert found[0].low <= found[0].score <= found[0].high


def test_a_count_made_again_is_the_same():
    _worths, given = simulated(3)
    assert scoring.standings(given, 10, seed=5) == scoring.standings(given, 10, seed=5)


def test_nothing_is_counted_of_nothing():
    assert scoring.standings(scoring.marks([]), 3) == []


def test_one_review_each_is_told_as_uncertain():
    found = scoring.standings(scoring.marks([(0, 0, 80.0), (1, 0, 60.0), (2, 0, 20.0)]), 1)
    assert [each.place for each in found] == [1, 2, 3]
    assert found[0].high > found[0].low


def test_the_ten_best_are_found_better_than_by_plain_means():
    """The simulation of the benchmark, over its thirty runs."""
    corrected, plain = hits(range(30), draws=2)
    assert corrected - plain >= 1.0
