"""Stability of groups: would they come out again, and would chance do as well?

Groups are computed again from random halves of the statements and compared with those of the whole map. The
control does the same with votes that were shuffled within every statement: each keeps its shares, and
everybody keeps what they voted on, but nobody agrees with anybody more than by chance. **Groups are drawn
only where the median of the map lies above that of each of nineteen shuffles**: without groups that happens
once in twenty.
"""

from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy

from . import axes, exact, groups
from .votes import MISSING, counts

HALVES = 20
SHUFFLES, HALVES_EACH = 19, 3
_PEOPLE = 2_000  # evenly spaced ones: more change nothing that is shown
_LEAST = 4  # votes in a half


@dataclass(frozen=True, slots=True)
class Stability:
    """Adjusted Rand indices: of each half of the map; medians of each shuffle."""

    values: tuple[float, ...] = ()
    control: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        return median(self.values) if self.values else 0.0

    @property
    def control_median(self) -> float:
        return median(self.control) if self.control else 0.0

    @property
    def is_real(self) -> bool:
        """Whether the groups beat the control."""
        return bool(self.values) and self.median > max(self.control)


def of(cells: Any, labels: Any, k: int, seed: int = 0) -> Stability:
    """The stability of ``labels``, k groups that a map of ``cells`` gave."""
    if k < 2 or cells.shape[1] < 2 * _LEAST:
        return Stability()
    sample = exact.spread(len(cells), _PEOPLE)
    cells, labels = cells[sample], labels[sample]
    values = tuple(_half(cells, labels, k, 10_000 * seed + nth) for nth in range(HALVES))
    return Stability(
        values, tuple(_control(cells, k, 10_000 * seed + 100 * nth) for nth in range(1, SHUFFLES + 1))
    )


def _control(cells: Any, k: int, seed: int) -> float:
    mixed = shuffled(cells, seed)
    labels = _labels(mixed[:, (mixed != MISSING).any(axis=0)], k)
    return median(_half(mixed, labels, k, seed + nth) for nth in range(HALVES_EACH))


def shuffled(cells: Any, seed: int) -> Any:
    """The same table with the votes on every statement handed round among those who voted on it."""
    columns = numpy.ascontiguousarray(cells.T)
    for at, column in enumerate(columns):
        there = numpy.flatnonzero(column != MISSING)
        column[there] = column[there[exact.order(seed * 1_000_003 + at, len(there))]]
    return numpy.ascontiguousarray(columns.T)


def _half(cells: Any, labels: Any, k: int, seed: int) -> float:
    """Agreement of ``labels`` with groups of half of the statements, among people with enough votes in it."""
    columns = numpy.sort(exact.order(seed, cells.shape[1])[: cells.shape[1] // 2])
    half = cells[:, columns]
    enough = counts(half) >= min(_LEAST, len(columns))
    half = half[enough]
    half = half[:, (half != MISSING).any(axis=0)]
    if len(half) < 2 * groups.SMALLEST:
        return 0.0
    return groups.agreement(labels[enough], _labels(half, k))


def _labels(cells: Any, k: int) -> Any:
    return groups.divide(axes.of(cells, axes.COARSE).points(cells), k, groups.FEW_STARTS)[0]
