"""Groups of points that lie together: k-means in whole numbers, and how many groups there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy

from . import exact

MOST = 5
SMALLEST, SMALLEST_PART = 5, 50  # people in a group, and at least one in fifty of all
_FEWER = 0.05  # a larger number of groups must be better by more than this silhouette
STARTS, FEW_STARTS = 8, 3
_FEW, _TRIED_ON, _ROUNDS = 5, 500, 60
_SEED = 1957
_SILHOUETTE_OF = 1_500  # evenly spaced points
_STEPS = 2**20  # of a silhouette in 1.0
_FAR, _CROWD = 2**21, 2**19  # coordinates and people for which a sum of squares stays within int64


@dataclass(frozen=True, slots=True)
class Groups:
    """Labels (int64, people; 0 is the largest group), centres (int64, k × 2), silhouettes by k."""

    labels: Any
    centres: Any
    silhouettes: dict[int, float]

    @property
    def k(self) -> int:
        return len(self.centres)


def of(points: Any) -> Groups:
    """The fewest groups whose silhouette is within .05 of the best; one where no division has groups that
    are large enough."""
    tried = {k: divide(points, k) for k in range(2, MOST + 1)} if len(points) >= 2 * SMALLEST else {}
    distances, sample = _distances(points)
    fit = {
        k: _silhouette(distances, found[0][sample], k) for k, found in tried.items() if _is_large(found[0], k)
    }
    silhouettes = {k: value / _STEPS for k, value in fit.items()}
    if not fit:
        return Groups(numpy.zeros(len(points), dtype=numpy.int64), points[:1] * 0, {})
    best = max(fit.values())
    k = min(k for k, value in fit.items() if value >= best - _FEWER * _STEPS)
    return Groups(*tried[k], silhouettes)


def divide(points: Any, k: int, starts: int = STARTS) -> tuple[Any, Any]:
    """Labels and centres of k groups, the best of several starts, numbered by size, then by place."""
    if exact.peak(points) >= _FAR or len(points) >= _CROWD:
        raise OverflowError("Points lie too far away, or are too many, for whole sums.")
    sample = points[exact.spread(len(points), _TRIED_ON)]
    tried = [_settle(sample, start) for start in _starts(sample, k, starts)]
    labels, centres, _left = _settle(points, min(tried, key=lambda one: one[2])[1])
    sizes = numpy.bincount(labels, minlength=k)
    rank = numpy.lexsort((centres[:, 1], centres[:, 0], -sizes))
    number: Any = numpy.empty(k, dtype=numpy.int64)
    number[rank] = numpy.arange(k)
    return number[labels], centres[rank]


def agreement(one: Any, other: Any) -> float:
    """The adjusted Rand index (Hubert, Arabie 1985) of two lists of labels: 1 the same, about 0 by chance."""
    n = len(one)
    table: Any = numpy.zeros((int(one.max()) + 1, int(other.max()) + 1), dtype=numpy.int64)
    numpy.add.at(table, (one, other), 1)
    both, rows, columns = (_pairs(counts) for counts in (table, table.sum(axis=1), table.sum(axis=0)))
    chance = Fraction(rows * columns, max(_pairs(numpy.array([n])), 1))
    most = Fraction(rows + columns, 2)
    return float((both - chance) / (most - chance)) if most != chance else 1.0


def _pairs(counts: Any) -> int:
    return int((counts * (counts - 1) // 2).sum())


def _is_large(labels: Any, k: int) -> bool:
    return bool(numpy.bincount(labels, minlength=k).min() >= max(SMALLEST, len(labels) / SMALLEST_PART))


def _squares(points: Any, centre: Any) -> Any:
    across, up = points[:, 0] - centre[0], points[:, 1] - centre[1]
    return across * across + up * up


def _starts(points: Any, k: int, n: int) -> Iterator[Any]:
    """Centres to begin with: middles of equal slices along each axis, and points that the seed draws, each
    further one the farthest from those before among a few."""
    for axis in (0, 1):
        places = numpy.argsort(points[:, axis], kind="stable")
        yield points[[places[(2 * at + 1) * len(points) // (2 * k)] for at in range(k)]]
    drawn = exact.order(_SEED, len(points))
    for nth in range(n - 2):
        centres = [points[drawn[nth % len(drawn)]]]
        while len(centres) < k:
            few = points[drawn[(numpy.arange(_FEW) + _FEW * nth + 7 * len(centres)) % len(drawn)]]
            gaps = numpy.min([_squares(few, centre) for centre in centres], axis=0)
            centres.append(few[gaps.argmax()])
        yield numpy.array(centres)


def _settle(points: Any, centres: Any) -> tuple[Any, Any, int]:
    """Lloyd's rounds until nobody moves: labels, centres, sum of squares. Ties go to the lower number."""
    labels = numpy.full(len(points), -1)
    for _round in range(_ROUNDS):
        squares = numpy.stack([_squares(points, centre) for centre in centres])
        nearest = squares.argmin(axis=0)
        if (nearest == labels).all():
            break
        labels = nearest
        centres = numpy.array(
            [
                exact.quotient(points[labels == at].sum(axis=0), size)
                if (size := (labels == at).sum())
                else centre
                for at, centre in enumerate(centres)
            ]
        )
    return labels, centres, int(squares.min(axis=0).sum())


def _distances(points: Any) -> tuple[Any, Any]:
    """Distances between evenly spaced points (whole numbers as float64), and which ones those are."""
    sample = exact.spread(len(points), _SILHOUETTE_OF)
    across, up = (points[sample, at][:, None] - points[sample, at][None, :] for at in (0, 1))
    return numpy.rint(numpy.sqrt((across * across + up * up).astype(numpy.float64))), sample


def _silhouette(distances: Any, labels: Any, k: int) -> int:
    """The mean silhouette (Rousseeuw 1987) in steps of 2^-20; points alone in their group count 0."""
    belongs = (labels[:, None] == numpy.arange(k)).astype(numpy.float64)
    sizes = belongs.sum(axis=0)
    to_each = exact.product(distances, belongs)
    at = numpy.arange(len(labels))
    own = to_each[at, labels] / numpy.maximum(sizes[labels] - 1, 1)
    to_each = to_each / numpy.maximum(sizes, 1)
    to_each[:, sizes == 0] = numpy.inf
    to_each[at, labels] = numpy.inf
    other = to_each.min(axis=1)
    wider = numpy.maximum(own, other)
    is_alone = (sizes[labels] < 2) | (wider == 0)
    values = numpy.where(is_alone, 0.0, (other - own) / numpy.where(wider == 0, 1.0, wider))
    return int(exact.quotient(exact.whole(values * _STEPS).sum(), len(labels)))
