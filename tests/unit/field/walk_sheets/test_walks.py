"""Maps of walks on paper."""

from itertools import combinations

import pytest

from hustings.field.walk_sheets.paper import walks
from hustings.field.walk_sheets.paper.walks import Place


def street(n, name="rue Haute"):
    return [Place(str(i + 1), 45.76 + i * 0.0009, 4.83, name) for i in range(n)]


def test_a_walk_to_the_north_goes_up_and_keeps_its_length():
    told = walks.laid_out(street(2), 190, 200)
    (_x, first), (_same, second) = told.points
    assert second < first
    assert (first - second) / told.metre == pytest.approx(100.2, abs=0.1)


def test_a_single_house_lies_in_the_middle():
    assert walks.laid_out(street(1), 190, 200).points == ((95.0, 100.0),)


def test_the_scale_bar_is_round_and_has_room():
    for n in (1, 2, 10, 60):
        told = walks.laid_out(street(n), 190, 200)
        assert told.bar * told.metre <= 50 or told.bar == 20


def test_no_words_lie_over_others_however_near_their_points_are():
    wanted = [(str(n), 50 + n * 0.4, 50.0, 3.0, 2.0) for n in range(60)]
    found = walks.labels(wanted)
    assert 10 < len(found) < 60
    assert not any(one.lies_over(other) for one, other in combinations(found, 2))


def test_each_street_is_named_once():
    walk = [*street(3), *street(2, "rue Basse"), *street(2)]
    points = [(float(n), 0.0) for n in range(7)]
    assert walks.streets(walk, points) == [("rue Haute", 2.0, 0.0), ("rue Basse", 4.0, 0.0)]
