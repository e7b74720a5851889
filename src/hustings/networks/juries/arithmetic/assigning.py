"""Applications given to jurors: a flow of least cost with a floor and a ceiling for each juror's load.

Each application begins with its cheapest readers. Then one reading at a time goes along the shortest way
from a juror with too many to one with too few, over as many jurors as it takes. No shorter way is left
at the end, so the loads are as even as the conflicts allow, and no cheaper assignment has such loads.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

_FAR = 1 << 40  # no way at all
_HEAVY = 1 << 30  # one reading too many, or too few: more than all costs of a way together
_COSTS = 1_000  # of a pair, drawn: no two jurors read the same applications all along


class Assignment(NamedTuple):
    """``readers``: by application the jurors, as numbers; ``short``: applications with too few."""

    readers: list[list[int]]
    loads: list[int]
    short: list[int]


def assign(
    n_applications: int,
    n_jurors: int,
    each: int,
    blocked: Sequence[tuple[int, int]],
    *,
    most: Sequence[int | None] = (),
    kept: Sequence[tuple[int, int]] = (),
    seed: int = 0,
) -> Assignment:
    """Give every application ``each`` readers; never a pair (application, juror) that is ``blocked``.

    ``most``: by juror the readings they accept; ``kept``: pairs that stand, such as those read already.
    """
    allowed: Any = np.ones((n_applications, n_jurors), bool)
    for application, juror in blocked:
        allowed[application, juror] = False
    caps = np.array([n_applications if cap is None else cap for cap in most] or [n_applications] * n_jurors)
    costs = np.random.default_rng(seed).integers(0, _COSTS, (n_applications, n_jurors))
    held: Any = np.zeros((n_applications, n_jurors), bool)
    fixed: Any = np.zeros((n_applications, n_jurors), bool)
    for application, juror in kept:
        held[application, juror] = fixed[application, juror] = True
    _begin(held, allowed, costs, each)
    flow = _Flow(held, fixed, allowed, costs, _levels(int(held.sum()), caps))
    flow.run()
    _drop_above(held, fixed, caps)
    readers = [np.flatnonzero(row).tolist() for row in held]
    short = [at for at, found in enumerate(readers) if len(found) < each]
    return Assignment(readers, held.sum(axis=0).tolist(), short)


def _begin(held: Any, allowed: Any, costs: Any, each: int) -> None:
    """Each application's cheapest readers, whatever the loads."""
    wanted = np.maximum(0, each - held.sum(axis=1))
    priced = np.where(allowed & ~held, costs, _FAR)
    order = np.argsort(priced, axis=1, kind="stable")
    for at, n in enumerate(wanted):
        chosen = order[at, :n]
        held[at, chosen[priced[at, chosen] < _FAR]] = True


def _levels(total: int, caps: Any) -> tuple[Any, Any]:
    """Floor and ceiling of each load: even among those who accept as many."""
    left = total
    floors: Any = np.zeros(len(caps), int)
    open_ = caps > 0
    while left > 0 and open_.any():
        step = left // int(open_.sum())
        if step == 0:
            break
        step = min(step, int((caps - floors)[open_].min()))
        floors[open_] += step
        left -= step * int(open_.sum())
        open_ = open_ & (floors < caps)
    return floors, np.minimum(floors + (1 if left > 0 else 0), caps)


def _drop_above(held: Any, fixed: Any, caps: Any) -> None:
    """Take back what is more than a juror accepts: the application is told as short."""
    for juror in np.flatnonzero(held.sum(axis=0) > caps):
        free = np.flatnonzero(held[:, juror] & ~fixed[:, juror])
        n = int(held[:, juror].sum() - caps[juror])
        held[free[len(free) - min(n, len(free)) :], juror] = False


class _Flow:
    """Readings moved between jurors. ``prices[j, k]``: the least cost of one handed on from j to k."""

    def __init__(self, held: Any, fixed: Any, allowed: Any, costs: Any, levels: tuple[Any, Any]) -> None:
        self.held, self.fixed, self.allowed, self.costs = held, fixed, allowed, costs
        self.floors, self.ceilings = levels
        self.loads = held.sum(axis=0)
        n = held.shape[1]
        self.prices = np.full((n, n), _FAR)
        self.moved = np.zeros((n, n), int)  # which application that is
        for juror in range(n):
            self._price(juror)

    def _price(self, juror: int) -> None:
        """Handing on from this juror, to each of the others."""
        rows = np.flatnonzero(self.held[:, juror] & ~self.fixed[:, juror])
        if not len(rows):
            self.prices[juror] = _FAR
            return
        free = self.allowed[rows] & ~self.held[rows]
        added = np.where(free, self.costs[rows] - self.costs[rows, juror][:, None], _FAR)
        best = added.argmin(axis=0)
        self.prices[juror] = added[best, np.arange(added.shape[1])]
        self.moved[juror] = rows[best]

    def run(self) -> None:
        """Move readings while that makes the loads more even, or as even at a lower cost."""
        while way := self._shortest():
            steps = [(giver, taker, self.moved[giver, taker]) for giver, taker in pairwise(way)]
            touched = set(way)
            for giver, taker, application in steps:
                self.held[application, giver] = False
                self.held[application, taker] = True
                touched.update(np.flatnonzero(self.held[application]).tolist())
            for juror in touched:
                self._price(juror)
            self.loads[way[0]] -= 1
            self.loads[way[-1]] += 1

    def _shortest(self) -> list[int]:
        """The way that gains most, as jurors (Bellman and Ford); none where nothing is gained."""
        giving = np.where(self.loads > self.ceilings, -_HEAVY, np.where(self.loads > self.floors, 0, _HEAVY))
        taking = np.where(self.loads < self.floors, -_HEAVY, np.where(self.loads < self.ceilings, 0, _HEAVY))
        far, before = giving.astype(np.int64), np.full(len(giving), -1)
        for _round in range(len(giving)):
            through = far[:, None] + self.prices
            best = through.argmin(axis=0)
            found = through[best, np.arange(len(far))]
            shorter = found < far
            if not shorter.any():
                break
            far = np.where(shorter, found, far)
            before = np.where(shorter, best, before)
        gains = np.where(before >= 0, far + taking, _FAR)
        end = int(gains.argmin())
        return self._back(end, before) if gains[end] < 0 else []

    def _back(self, end: int, before: Any) -> list[int]:
        way = [end]
        while before[way[-1]] >= 0:
            way.append(int(before[way[-1]]))
            if len(way) > len(before):
                return []  # a ring: nothing to gain from one end to the other
        way.reverse()
        return way if len(set(way)) == len(way) else []


def own_order(seed: int, juror: int, n: int) -> list[int]:
    """The order in which a juror gets ``n`` applications: nobody's comes first for all."""
    return np.random.default_rng([seed, juror]).permutation(n).tolist()  # type: ignore[no-any-return]
