"""Pairs compared where scores are too close to call: which one next, and what the answers add."""

from collections.abc import Sequence
from typing import Any

import numpy as np

Pair = tuple[int, int]
_TURNS = 50


def settled(scores: Sequence[float], errors: Sequence[float], wins: Sequence[Pair]) -> list[float]:
    """Scores moved by comparisons (better, worse): Bradley and Terry's, that begin with the scores.

    ``errors``: how far each score may be from the truth. Without comparisons they stay.
    """
    start, sure = np.array(scores, float), 1.0 / np.maximum(1e-6, np.array(errors, float)) ** 2
    if not wins:
        return start.tolist()  # type: ignore[no-any-return]
    scale = float(np.mean(np.maximum(1e-6, np.array(errors, float))))
    better, worse = (np.array(side) for side in zip(*wins, strict=True))
    found = start.copy()
    for _turn in range(_TURNS):
        step = _step(found, start, sure, better, worse, scale)
        found = found + step
        if np.abs(step).max() < 1e-9 * max(1.0, scale):
            break
    return found.tolist()  # type: ignore[no-any-return]


def _step(found: Any, start: Any, sure: Any, better: Any, worse: Any, scale: float) -> Any:
    """Newton's step to the most likely scores."""
    n = len(found)
    chance = 1.0 / (1.0 + np.exp((found[better] - found[worse]) / scale))
    slope = -sure * (found - start)
    slope += (np.bincount(better, chance, n) - np.bincount(worse, chance, n)) / scale
    weight = chance * (1 - chance) / scale**2
    curve = np.diag(sure)
    np.add.at(curve, (better, better), weight)
    np.add.at(curve, (worse, worse), weight)
    np.add.at(curve, (better, worse), -weight)
    np.add.at(curve, (worse, better), -weight)
    return np.linalg.solve(curve, slope)


def next_pair(
    places: Sequence[int], counts: dict[Pair, int], done: set[Pair], barred: set[int]
) -> Pair | None:
    """The pair to ask of a juror next: neighbours, and those compared least. None: no pair is left.

    ``places``: the band in its order. ``counts`` by pair (lower number first); ``done``: this juror's own.
    """
    free = [each for each in places if each not in barred]
    rank = {each: at for at, each in enumerate(places)}
    pairs = [_pair(a, b) for at, a in enumerate(free) for b in free[at + 1 :]]
    left = [pair for pair in pairs if pair not in done]
    if not left:
        return None
    return min(left, key=lambda pair: (counts.get(pair, 0), abs(rank[pair[0]] - rank[pair[1]]), pair))


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)
