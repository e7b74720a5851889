"""Halving of a piece of land again and again: each time where the fewest near neighbours are parted."""

from dataclasses import dataclass

import numpy as np

from hustings.field.turfs.cuts.barriers import Points
from hustings.field.turfs.cuts.graph import Net, Numbers, far

_ANGLES = 12
_SLACK = 0.5  # of the room that the limits leave, how much one cut may use
_TIED = 1e-3  # metres along: places as far as each other hang on one way, such as a dead end
_APART = 100.0  # what parting them costs, more than any neighbours: it would leave some without the others


@dataclass(frozen=True, slots=True)
class Limits:
    """Fewest and most homes of a turf."""

    least: float
    most: float

    def turfs(self, homes: float) -> int:
        """Number of turfs for so many homes, between the limits where that can be."""
        middle = (self.least + self.most) / 2
        n = max(1, round(homes / middle))
        while n > 1 and homes / n < self.least:
            n -= 1
        while homes / n > self.most:
            n += 1
        return n


def halve(net: Net, homes: Points, limits: Limits) -> Numbers:
    """Number of the turf of each place. Parts that barriers keep apart share none."""
    turfs: Numbers = np.zeros(len(homes), dtype=np.int64)
    neighbours = net.neighbours()
    waiting = [np.flatnonzero(net.parts == part) for part in np.unique(net.parts)]
    pieces = [(piece, limits.turfs(float(homes[piece].sum()))) for piece in waiting]
    n = 0
    while pieces:
        piece, wanted = pieces.pop()
        if wanted < 2 or len(piece) < 2:
            turfs[piece] = n
            n += 1
            continue
        first, second = _halves(net, neighbours, homes, piece, wanted, limits)
        left = _wanted(float(homes[first].sum()), float(homes[second].sum()), wanted, limits)
        pieces += [(second, wanted - left), (first, left)]
    return turfs


def _wanted(one: float, other: float, wanted: int, limits: Limits) -> int:
    """Shares of the turfs wanted for two halves, so that both keep to the limits."""
    share = round(wanted * one / (one + other)) if one + other else wanted // 2
    return min(max(share, 1), wanted - 1)


def _halves(
    net: Net,
    neighbours: list[list[tuple[int, float]]],
    homes: Points,
    piece: Numbers,
    wanted: int,
    limits: Limits,
) -> tuple[Numbers, Numbers]:
    inside = np.full(len(homes), -1)
    inside[piece] = np.arange(len(piece))
    ends = inside[net.edges]
    kept = (ends >= 0).all(axis=1)
    ends, nearness = ends[kept], 1 / (net.lengths[kept] + 5)
    weights = homes[piece]
    best: tuple[float, Numbers, int] | None = None
    for along in _sweeps(net, neighbours, piece):
        order = np.argsort(along, kind="stable")
        tied = _APART * (np.diff(along[order]) < _TIED)
        cost, at = _cheapest(order, tied, ends, nearness, weights, wanted, limits)
        if best is None or cost < best[0]:
            best = (cost, order, at)
    assert best
    _cost, order, at = best
    return piece[order[:at]], piece[order[at:]]


def _sweeps(net: Net, neighbours: list[list[tuple[int, float]]], piece: Numbers) -> list[Points]:
    """Orders in which a line may sweep over a piece. Both halves of each hang together, round barriers, too.

    A place is as far along as it is nearer to one end than to the other, through the net.
    """
    xy, inside = net.xy[piece], set(piece.tolist())
    found = []
    for angle in range(_ANGLES // 3):
        turned = np.pi * angle / (_ANGLES // 3)
        along = xy @ np.array([np.cos(turned), np.sin(turned)])
        ends = int(piece[along.argmin()]), int(piece[along.argmax()])
        near, distant = (far(neighbours, inside, end) for end in ends)
        found.append(np.array([near.get(one, 1e9) - distant.get(one, 1e9) for one in piece.tolist()]))
    return found


def _cheapest(
    order: Numbers,
    tied: Points,
    ends: Numbers,
    nearness: Points,
    weights: Points,
    wanted: int,
    limits: Limits,
) -> tuple[float, int]:
    """Cost and position of the best cut of an order that leaves both sides within the limits."""
    n = len(order)
    rank: Numbers = np.empty(n, dtype=np.int64)
    rank[order] = np.arange(n)
    low, high = rank[ends].min(axis=1), rank[ends].max(axis=1)
    parted = np.zeros(n + 1)
    np.add.at(parted, low + 1, nearness)
    np.add.at(parted, high + 1, -nearness)
    parted = np.cumsum(parted)[1:n] + tied  # by the number of places on the first side, less one
    sums = np.cumsum(weights[order])
    first, second = sums[:-1], sums[-1] - sums[:-1]
    cost = np.full(n - 1, np.inf)
    middle = sums[-1] / wanted
    room = min(middle - limits.least, limits.most - middle) * _SLACK
    for left in {wanted // 2, wanted - wanted // 2}:
        off = np.maximum(np.abs(first / left - middle), np.abs(second / (wanted - left) - middle))
        cost = np.minimum(cost, np.where(off <= max(room, 0), parted, 1e6 + off))
    at = int(cost.argmin())
    return float(cost[at]), at + 1
