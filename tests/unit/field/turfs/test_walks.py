"""Shortest walks, without a database."""

import itertools
import random

import numpy as np
import pytest

from hustings.field.turfs.cuts.barriers import segments
from hustings.field.turfs.walks import distances, order

NO_LINES = segments([])


def plain(points):
    n = len(points)
    return distances.matrix(np.array(points, dtype=float), [""] * n, [""] * n, NO_LINES)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("start", [None, 0])
def test_a_walk_of_seven_is_the_shortest_there_is(seed, start):
    drawn = random.Random(seed)
    ways = plain([(drawn.random() * 300, drawn.random() * 300) for _place in range(7)])
    others = [one for one in range(7) if one != start]
    all_walks = itertools.permutations(others)
    begin = [] if start is None else [start]
    shortest = min(order.length(ways, [*begin, *rest]) for rest in all_walks)
    found = order.walk(ways, start=start)
    assert sorted(found) == list(range(7)) and order.length(ways, found) == shortest
    assert start is None or found[0] == start


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4, 9])
def test_few_places_are_walked_once_each(n):
    ways = plain([(one, one * one) for one in range(n)] or np.zeros((0, 2)))
    assert sorted(order.walk(ways)) == list(range(n))
    assert n == 0 or order.walk(ways, start=n - 1)[0] == n - 1


def test_places_at_one_point_are_walked_once_each():
    assert sorted(order.walk(plain([(5, 5)] * 40))) == list(range(40))


def test_the_same_places_are_always_walked_the_same_way():
    drawn = random.Random(7)
    ways = plain([(drawn.random() * 900, drawn.random() * 900) for _place in range(80)])
    found = order.walk(ways)
    assert found == order.walk(ways)
    nearest = order.walk(ways, effort=0)
    assert order.length(ways, found) <= order.length(ways, nearest)


def test_one_side_of_a_street_is_walked_before_the_other():
    numbers = [str(number) for number in range(1, 21)]
    points = [(number // 2 * 10.0, 6.0 * (number % 2)) for number in range(20)]
    ways = distances.matrix(np.array(points), ["rue des Lilas"] * 20, numbers, NO_LINES)
    sides = [distances.side(numbers[one]) for one in order.walk(ways)]
    assert sum(one != other for one, other in itertools.pairwise(sides)) == 1


def test_a_barrier_is_gone_round_from_place_to_place():
    points = np.array([(0.0, 0.0), (10.0, 0.0), (0.0, 100.0), (10.0, 100.0)])
    ways = distances.matrix(points, [""] * 4, [""] * 4, segments([[(5, -50), (5, 50)]]))
    assert ways[0][1] > 2_000 and ways[0][1] == ways[1][0]
    assert ways[2][3] == 100


def test_a_side_is_that_of_the_number():
    assert [distances.side(text) for text in ("12 bis", "7", "", "B")] == [0, 1, None, None]
