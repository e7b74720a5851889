"""Rows that are too alike to be the votes of different people: bots, or one person many times.

Two rows are *alike* when they share nine tenths of their votes. That alone proves nothing, since many
honest people agree with everything that is popular. A set of c rows counts as copies only where, among n
people, so many would hardly ever vote so: its votes' information, by the shares of everybody or of the
group in which they are least rare, is halved, because honest people agree with each other more than
independent votes would, and then held against the number of people. Short rows and popular answers carry
too little of it. Shares include the set itself, except in a group half of which it makes up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy

from . import exact
from .votes import MISSING, counts

FEWEST_ROWS, FEWEST_VOTES = 3, 10
_TENTHS = 9  # of all votes of two rows, to be alike
_BANDS, _IN_BAND = 8, 3
_MARGIN = 7 * exact.LOG_STEPS  # such a set in one of 128 conversations
_BLOCK, _SEED = 4096, 1999


@dataclass(frozen=True, slots=True)
class Copies:
    """Sets of row numbers (rising), the largest first."""

    sets: tuple[tuple[int, ...], ...]

    @property
    def rows(self) -> set[int]:
        return {row for some in self.sets for row in some}

    def without(self, n: int) -> Any:
        """The rows (bool, n) that are no copies. No row of a set is kept, so that the map is the very one
        that the others alone would have; the set itself is shown beside it."""
        left: Any = numpy.ones(n, dtype=bool)
        left[list(self.rows)] = False
        return left


def of(cells: Any, labels: Any, k: int) -> Copies:
    """The sets of copies among rows whose groups are known."""
    rows = numpy.flatnonzero(counts(cells) >= FEWEST_VOTES)
    some, labels = cells[rows], labels[rows]
    given = numpy.stack([_given(some), *(_given(some[labels == group]) for group in range(k))])
    sizes = numpy.r_[2 * len(rows), numpy.bincount(labels, minlength=k)]
    sets = [members for members in _alike(some) if _is_odd(some, labels, given, sizes, members)]
    found = sorted(
        (tuple(int(row) for row in rows[members]) for members in sets), key=lambda one: (-len(one), one)
    )
    return Copies(tuple(found))


def _given(cells: Any) -> Any:
    """Counts of each answer (int64, 3 × statements): disagree, pass, agree."""
    return numpy.stack([(cells == vote).sum(axis=0) for vote in (-1, 0, 1)])


def _is_odd(cells: Any, labels: Any, given: Any, sizes: Any, members: Any) -> bool:
    """Whether so many people would hardly ever vote so by themselves. Everybody comes first in ``given`` and
    ``sizes``, and leaves no set out."""
    row, n, c = _usual(cells[members]), len(cells), len(members)
    others = given.copy()
    for group in range(1, len(given)):
        mine = members[labels[members] == group - 1]
        if 2 * len(mine) > sizes[group]:
            others[group] -= _given(cells[mine])
    voted = numpy.flatnonzero(row != MISSING)
    said = others[:, row[voted] + 1, voted]
    all_said = others[:, :, voted].sum(axis=1)
    information = 0
    for answers, people in zip(said.T.tolist(), all_said.T.tolist(), strict=True):
        information += min(exact.log2(n + 3, m + 1) for m, n in zip(answers, people, strict=True))
    spare = information // 2 - exact.log2(n)
    return (c - 1) * spare + exact.log2_factorial(c) > exact.log2(n) + _MARGIN


def _usual(cells: Any) -> Any:
    """The most frequent of answers and silence for each statement; ties go to the lower one."""
    return numpy.stack([(cells == vote).sum(axis=0) for vote in (-1, 0, 1, MISSING)]).argmax(axis=0) - 1


def _alike(cells: Any) -> list[Any]:
    """Sets of at least three rows, each like the usual one of its set."""
    parent = list(range(len(cells)))

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    signs = _signs(cells)
    for band in signs:
        for row, leader in _pairs(cells, band):
            one, other = root(row), root(leader)
            parent[max(one, other)] = min(one, other)
    members: dict[int, list[int]] = {}
    for row in range(len(cells)):
        members.setdefault(root(row), []).append(row)
    return [some for chain in members.values() for some in _round_one(cells, numpy.array(chain))]


def _round_one(cells: Any, chain: Any) -> Iterator[Any]:
    """The sets of a chain whose rows are all like the usual one, not only like a neighbour."""
    while len(chain) >= FEWEST_ROWS:
        usual = numpy.broadcast_to(_usual(cells[chain]), (len(chain), cells.shape[1]))
        near = _are_alike(cells[chain], usual)
        if near.sum() < FEWEST_ROWS:
            return
        yield chain[near]
        chain = chain[~near]


def _are_alike(one: Any, other: Any) -> Any:
    """Whether rows share nine tenths of the votes of either (bool)."""
    same = ((one == other) & (one != MISSING)).sum(axis=1)
    either = ((one != MISSING) | (other != MISSING)).sum(axis=1)
    return 10 * same >= _TENTHS * either


def _pairs(cells: Any, band: Any) -> list[tuple[int, int]]:
    """Rows with the first row of the same sign, where they are alike."""
    order = numpy.argsort(band, kind="stable")
    starts = numpy.flatnonzero(numpy.r_[True, band[order][1:] != band[order][:-1]])
    leader = order[numpy.repeat(starts, numpy.diff(numpy.r_[starts, len(order)]))]
    differ = order != leader
    rows, leaders = order[differ], leader[differ]
    found: list[tuple[int, int]] = []
    for start in range(0, len(rows), _BLOCK):
        some, first = rows[start : start + _BLOCK], leaders[start : start + _BLOCK]
        alike = _are_alike(cells[some], cells[first])
        found += zip(some[alike].tolist(), first[alike].tolist(), strict=True)
    return found


def _signs(cells: Any) -> list[Any]:
    """Eight signs of each row (uint64): rows alike share one nearly always, others hardly ever (MinHash,
    Broder 1997, three least hashes in a sign)."""
    n = cells.shape[1]
    hashes = (exact.keys(_SEED, _BANDS * _IN_BAND * n * 3) >> numpy.uint64(44)).astype(numpy.uint32)
    hashes = hashes.reshape(_BANDS, _IN_BAND, n, 3)
    table = numpy.full((_BANDS, _IN_BAND, n, 4), 2**20, dtype=numpy.uint32)
    table[..., :3] = hashes
    columns = numpy.ascontiguousarray(cells.T) + numpy.int8(1)
    signs = []
    for band in table:
        sign: Any = numpy.zeros(len(cells), dtype=numpy.uint64)
        for one in band:
            least: Any = numpy.full(len(cells), 2**20, dtype=numpy.uint32)
            for column, values in zip(columns, one, strict=True):
                numpy.minimum(least, values[column], out=least)
            sign = (sign << numpy.uint64(21)) | least
        signs.append(sign)
    return signs
