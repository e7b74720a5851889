"""Walks along the doors of made streets, beside the shortest that is known.

The shortest known is the best of many restarts with twice the kicks and, where the package ``fast_tsp`` is
there, of that solver, too: so it is no proven optimum. Beside it: always to the nearest door; and the walks
of a cut, which have fewer kicks. Seconds are the processor's.
"""

import random
import statistics
import time
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from benchmarks import report
from hustings.field.turfs.walks import distances, order

SIZES = ((60, 12, 2.0), (150, 6, 5.0))  # doors, turfs, aim in %
RESTARTS, SOLVER_SECONDS = 8, 1.0
LONGEST = 0.5  # seconds


def main() -> None:
    """Measure."""
    rival = import_module("fast_tsp") if find_spec("fast_tsp") else None
    report.header("Turfs: walks", doors="60, 150", shortest="fast_tsp, restarts" if rival else "restarts")
    for n, turfs, aim in SIZES:
        _measure(n, [_made(n, seed) for seed in range(turfs)], aim, rival)


def _made(n: int, seed: int) -> list[list[int]]:
    """Distances between doors on both sides of crossing streets, some without a number."""
    dice = random.Random(seed)
    places, streets, numbers = [], [], []
    for _door in range(n):
        street, along, side = dice.randrange(8), dice.randrange(400), dice.randrange(2)
        across = street // 2 * 110 + side * 12
        places.append((along, across) if street % 2 else (across, along))
        streets.append(f"street {street}")
        numbers.append(str(along * 2 + side) if dice.random() < 0.9 else "")
    return distances.matrix(np.array(places, dtype=float), streets, numbers, np.zeros((0, 4)))


def _measure(n: int, turfs: list[list[list[int]]], aim: float, rival: Any) -> None:
    ours, cut, nearest, times = [], [], [], []
    for ways in turfs:
        began = time.process_time()
        walk = order.walk(ways)
        times.append(time.process_time() - began)
        best = _shortest(ways, rival)
        ours.append(order.length(ways, walk) / best)
        cut.append(order.length(ways, order.walk(ways, effort=order.OF_A_CUT)) / best)
        nearest.append(order.length(ways, _nearest(ways)) / best)
    more = [(share - 1) * 100 for share in ours]
    report.figure(
        f"{n} doors: longer than the shortest known", statistics.mean(more), "%",
        beside=(statistics.mean(nearest) - 1) * 100, at_most=aim,
    )  # fmt: skip
    report.figure(f"{n} doors: at worst", max(more), "%", beside=(max(nearest) - 1) * 100, at_most=aim)
    report.figure(f"{n} doors: at worst, with the kicks of a cut", (max(cut) - 1) * 100, "%")
    report.figure(f"{n} doors: the slowest", max(times), "s", at_most=LONGEST)


def _shortest(ways: list[list[int]], rival: Any) -> int:
    walks = [order.walk(ways, seed=seed, effort=2) for seed in range(2, RESTARTS + 2)]
    if rival:
        closed = [[*row, 0] for row in ways] + [[0] * (len(ways) + 1)]
        tour = rival.find_tour(closed, SOLVER_SECONDS)
        at = tour.index(len(ways))
        walks.append(tour[at + 1 :] + tour[:at])
    return min(order.length(ways, walk) for walk in walks)


def _nearest(ways: list[list[int]]) -> list[int]:
    walk, free = [0], set(range(1, len(ways)))
    while free:
        walk.append(min(free, key=lambda one: (ways[walk[-1]][one], one)))
        free.remove(walk[-1])
    return walk
