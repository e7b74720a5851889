"""Expected attendance: shares, intervals, and what a campaign learns from its past."""

from dataclasses import replace
from itertools import groupby

import numpy
import pytest

from benchmarks.attendance_histories import campaign, unsaid
from hustings.field.registrations.attendance import model, totals
from hustings.field.registrations.attendance.model import Fit, Seat


def seat(person: int, event: int, came: bool | None, **more: object) -> Seat:
    return Seat(person=person, event=event, day=10.0 * event, lead=3.0, kind="stall", came=came, **more)  # type: ignore[arg-type]


def test_the_sum_of_blocks_is_that_of_all_outcomes():
    found = totals.of(numpy.array([[0.5, 0.25]]), [1, 2])[0]
    assert found == pytest.approx([0.375, 0.375, 0.125, 0.125])


def test_many_seats_give_a_bell_that_is_as_good(monkeypatch):
    chances, sizes = numpy.array([[0.3, 0.6, 0.8] * 100]), [1, 1, 2] * 100
    exact = totals.of(chances, sizes)[0]
    monkeypatch.setattr(totals, "MOST_EXACT", 10)
    bell = totals.of(chances, sizes)[0]
    assert numpy.abs(numpy.cumsum(exact) - numpy.cumsum(bell)).max() < 0.03


def test_an_interval_stops_where_its_mass_is_nearest():
    found = totals.interval(numpy.array([0.05, 0.2, 0.55, 0.15, 0.05]), 0.8)
    assert (found.low, found.high) == (1, 2)
    assert found.mass == pytest.approx(0.75)


def test_without_a_history_it_says_so_and_the_interval_is_wide():
    known = model.fit([])
    said = model.forecast([seat(n, 1, None) for n in range(40)], [], known)
    assert said.is_thin and said.n_events == 0
    assert 22 < said.expected < 29
    assert said.high - said.low > 12


def test_a_history_makes_the_interval_narrow():
    past = [seat(person, event, (person + event) % 4 != 0) for event in range(40) for person in range(40)]
    known = model.fit(past)
    said = model.forecast([seat(n, 41, None) for n in range(40)], past, known)
    assert not said.is_thin
    assert said.high - said.low < 12
    assert said.low <= 30 <= said.high


def test_people_who_came_are_expected_before_those_who_did_not():
    past = [seat(person, event, person < 20) for event in range(15) for person in range(30)]
    known = model.fit(past)
    coming = [seat(1, 16, None), seat(25, 16, None), seat(99, 16, None)]
    came, stayed, unknown = model.forecast(coming, past, known).chances
    assert came > 0.8 > unknown > 0.3 > stayed


def test_what_was_long_ago_counts_less():
    known = Fit(betas=(0.0,) * 6, weights=tuple(1 / 16 for _each in model.SCALES), half_life=30.0)
    late, early = seat(1, 99, True), replace(seat(2, 1, True), day=0.0)
    values = model.logits([seat(1, 100, None), seat(2, 100, None)], [late, early], known)
    assert values[0] > values[1] > 0


def test_a_shared_day_widens_the_interval():
    steady = [seat(person, event, person % 3 != 0) for event in range(30) for person in range(60)]
    shaken = [seat(person, event, person % 3 != event % 2) for event in range(30) for person in range(60)]
    shaken = [replace(each, came=each.came and each.event % 5 != 0) for each in shaken]
    coming = [seat(n, 31, None) for n in range(1000, 1060)]
    widths = [
        said.high - said.low
        for past in (steady, shaken)
        for said in [model.forecast(coming, past, model.fit(past))]
    ]
    assert widths[1] > 1.5 * widths[0]


def test_intervals_hold_as_often_as_they_say_on_a_richer_process():
    held = n = 0
    ours = plain = 0.0
    for seed in range(5):
        by_event = [list(some) for _event, some in groupby(campaign(seed), lambda one: one.event)]
        past = [each for some in by_event[:60] for each in some]
        known = model.fit(past)
        mean = sum(bool(each.came) for each in past) / len(past)
        for coming in by_event[60:]:
            said = model.forecast(unsaid(coming), past, known)
            held += said.low <= sum(each.size for each in coming if each.came) <= said.high
            n += 1
            truth = numpy.array([bool(each.came) for each in coming])
            ours += float(numpy.sum((numpy.array(said.chances) - truth) ** 2))
            plain += float(numpy.sum((mean - truth) ** 2))
            past += coming
    assert 0.7 < held / n < 0.9
    assert ours < 0.88 * plain


def test_it_takes_a_fit_that_was_kept():
    past = [seat(person, event, True) for event in range(3) for person in range(5)]
    known = model.fit(past)
    assert Fit.read(known.as_json()) == known
