"""The effect of visits: how turnout changed where we knocked, less how it changed at the hold-outs. Pure."""

import math
from collections.abc import Sequence
from typing import NamedTuple

Z = 1.96  # 95 %
FEWEST = 5  # hold-outs, and visited stations; below that an interval says nothing


class Effect(NamedTuple):
    """Difference of the mean changes, with its 95 % interval; shares of 1."""

    visited: float
    held_out: float
    difference: float
    low: float
    high: float
    n_visited: int
    n_held_out: int


def measure(visited: Sequence[float], held_out: Sequence[float]) -> Effect | None:
    """The effect by the changes of single stations (Welch's interval); None where there are too few."""
    if min(len(visited), len(held_out)) < FEWEST:
        return None
    ours, theirs = _mean(visited), _mean(held_out)
    error = math.sqrt(_variance(visited) / len(visited) + _variance(held_out) / len(held_out))
    gap = ours - theirs
    return Effect(ours, theirs, gap, gap - Z * error, gap + Z * error, len(visited), len(held_out))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _variance(values: Sequence[float]) -> float:
    mean = _mean(values)
    return sum((value - mean) ** 2 for value in values) / (len(values) - 1)
