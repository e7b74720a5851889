"""Net of near neighbours: ways that cross no barrier. Each part of the land is joined in itself."""

import heapq
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from sklearn.neighbors import KDTree

from hustings.field.turfs.cuts.barriers import Points, crossed

NEAR = 8  # neighbours of a place
_TRIES = 24  # of the nearest places elsewhere that a part tries to join
Numbers: TypeAlias = Any  # whole numbers of numpy


@dataclass(slots=True)
class Net:
    """``edges``: rows of two places; ``lengths`` in metres; ``parts``: which places hang together."""

    xy: Points
    edges: Numbers
    lengths: Points
    parts: Numbers

    def neighbours(self) -> list[list[tuple[int, float]]]:
        found: list[list[tuple[int, float]]] = [[] for _place in self.xy]
        for (one, other), length in zip(self.edges.tolist(), self.lengths.tolist(), strict=True):
            found[one].append((other, length))
            found[other].append((one, length))
        return found


def net(xy: Points, lines: Points) -> Net:
    """Net over places; what barriers keep apart is in different parts."""
    near = min(NEAR + 1, len(xy))
    others = (
        KDTree(xy).query(xy, k=near, return_distance=False)[:, 1:] if near > 1 else np.zeros((len(xy), 0))
    )
    pairs = np.stack([np.repeat(np.arange(len(xy)), near - 1), others.ravel().astype(np.int64)], axis=1)
    pairs = np.unique(np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1), axis=0)
    pairs = pairs[~crossed(xy[pairs[:, 0]], xy[pairs[:, 1]], lines)]
    parts = _parts(len(xy), pairs)
    while len(added := _bridges(xy, parts, lines)):
        pairs = np.concatenate([pairs, added])
        parts = _parts(len(xy), pairs)
    return Net(xy, pairs, np.hypot(*(xy[pairs[:, 0]] - xy[pairs[:, 1]]).T), parts)


def _parts(n: int, pairs: Numbers) -> Numbers:
    """Number of the part of each place."""
    above = list(range(n))
    for one, other in pairs.tolist():
        while above[one] != one:
            above[one] = one = above[above[one]]
        while above[other] != other:
            above[other] = other = above[above[other]]
        above[max(one, other)] = min(one, other)
    for one in range(n):
        above[one] = above[above[one]]
    return np.array(above, dtype=np.int64)


def _bridges(xy: Points, parts: Numbers, lines: Points) -> Numbers:
    """For each part but the largest the shortest way into another that crosses no barrier."""
    names, sizes = np.unique(parts, return_counts=True)
    found = []
    for part in names[np.argsort(sizes, kind="stable")][:-1]:
        inside, outside = np.flatnonzero(parts == part), np.flatnonzero(parts != part)
        near = min(_TRIES, len(outside))
        lengths, others = KDTree(xy[outside]).query(xy[inside], k=near)
        ways = np.stack([np.repeat(inside, near), outside[others.ravel()]], axis=1)
        ways = ways[np.argsort(lengths.ravel(), kind="stable")][: _TRIES * 40]
        free = np.flatnonzero(~crossed(xy[ways[:, 0]], xy[ways[:, 1]], lines))
        if len(free):
            found.append(ways[free[0]])
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def far(neighbours: list[list[tuple[int, float]]], inside: set[int], start: int) -> dict[int, float]:
    """Shortest way from ``start`` to each place of ``inside``, through these alone."""
    found: dict[int, float] = {}
    queue = [(0.0, start)]
    while queue:
        way, one = heapq.heappop(queue)
        if one in found:
            continue
        found[one] = way
        for other, length in neighbours[one]:
            if other in inside and other not in found:
                heapq.heappush(queue, (way + length, other))
    return found
