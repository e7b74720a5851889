"""Statements that speak for a group, that unite all groups, that divide them.

Shares carry a prior of one vote each way, (votes + 1) / (all + 2), so that a handful of votes proves nothing.
"""

from dataclasses import dataclass
from typing import Any

import numpy

from .votes import AGREE, DISAGREE, MISSING

TYPICAL, UNITING, DIVIDING = 5, 10, 10  # statements that are shown, at most
_SURE = 2.326  # standard errors: once in a hundred by chance
_ENOUGH = 5  # votes in a group


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, the side taken (1 agree, −1 disagree, 0 where groups differ), how strongly."""

    statement: int
    side: int
    strength: float


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes by group (int64, groups × statements): for and against, and all with passes."""

    agree: Any
    disagree: Any
    n: Any

    def on(self, side: int) -> Any:
        return self.agree if side == AGREE else self.disagree

    def shares(self, side: int) -> Any:
        return (self.on(side) + 1) / (self.n + 2)


def tally(cells: Any, labels: Any, k: int) -> Tally:
    """Count the votes of each of k groups."""
    found = [
        [((some == AGREE).sum(axis=0)), ((some == DISAGREE).sum(axis=0)), ((some != MISSING).sum(axis=0))]
        for some in (cells[labels == group] for group in range(k))
    ]
    return Tally(*numpy.moveaxis(numpy.array(found, dtype=numpy.int64), 1, 0))


def typical(counted: Tally, statements: Any, group: int) -> list[Said]:
    """Statements on which most of the group takes one side, surely more of them than of all others.

    A test of two proportions; ranked by its standard errors times the share in the group.
    """
    found: list[Said] = []
    for side in (AGREE, DISAGREE):
        mine, n = counted.on(side)[group], counted.n[group]
        theirs, others = counted.on(side).sum(axis=0) - mine, counted.n.sum(axis=0) - n
        errors = _standard_errors(mine, n, theirs, others)
        share = counted.shares(side)[group]
        chosen = numpy.flatnonzero((errors >= _SURE) & (share > 0.5) & (n >= _ENOUGH) & (others >= _ENOUGH))
        found += [Said(int(statements[at]), side, float(errors[at] * share[at])) for at in chosen]
    return _strongest(found, TYPICAL)


def uniting(counted: Tally, statements: Any) -> list[Said]:
    """Statements on which most of every group takes the same side, ranked by the product of the groups'
    shares: a group that disagrees can't be outvoted by a larger one."""
    found: list[Said] = []
    for side in (AGREE, DISAGREE):
        shares = counted.shares(side)
        product = shares[0]
        for share in shares[1:]:
            product = product * share
        chosen = numpy.flatnonzero(_unites(counted, side))
        found += [Said(int(statements[at]), side, float(product[at])) for at in chosen]
    return _strongest(found, UNITING)


def _unites(counted: Tally, side: int) -> Any:
    return (counted.shares(side) > 0.5).all(axis=0) & (counted.n >= _ENOUGH).all(axis=0)


def dividing(counted: Tally, statements: Any) -> list[Said]:
    """Statements on which two groups surely differ, ranked by the distance between their shares; where
    there is one group, those closest to as many for as against. None of them unites."""
    shares = counted.shares(AGREE)
    enough = (counted.n >= _ENOUGH).all(axis=0) & ~_unites(counted, AGREE) & ~_unites(counted, DISAGREE)
    if len(shares) == 1:
        apart = 2 * numpy.minimum(shares[0], counted.shares(DISAGREE)[0])
    else:
        apart, at = shares.max(axis=0) - shares.min(axis=0), numpy.arange(shares.shape[1])
        top, low = shares.argmax(axis=0), shares.argmin(axis=0)
        errors = _standard_errors(
            counted.agree[top, at], counted.n[top, at], counted.agree[low, at], counted.n[low, at]
        )
        enough &= errors >= _SURE
    return _strongest(
        [Said(int(statements[at]), 0, float(apart[at])) for at in numpy.flatnonzero(enough)], DIVIDING
    )


def _standard_errors(one: Any, n_one: Any, other: Any, n_other: Any) -> Any:
    """Standard errors by which the first proportion lies above the second, with the prior and pooled."""
    a, n, b, m = one + 1, n_one + 2, other + 1, n_other + 2
    pooled = (a + b) / (n + m)
    return (a / n - b / m) / numpy.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))


def _strongest(found: list[Said], most: int) -> list[Said]:
    return sorted(found, key=lambda said: (-said.strength, said.statement, said.side))[:most]
