"""The two directions in which people differ most, and where everybody stands along them.

Principal components. A missing vote takes the mean of its statement, so that it adds nothing to the sum
around the mean. The matrix of products is exact; its leading directions come from repeated multiplication
(subspace iteration with Rayleigh–Ritz turns), each step rounded to whole numbers, so that it is one
sequence everywhere.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy

from . import exact
from .votes import MISSING, counts

UNIT = 4096  # steps of a point's coordinate in 1.0
_MEAN = 2**16  # steps of a mean vote in 1.0
_BLOCK = 8192  # rows at a time
_BITS, _WIDTH = 22, 4  # of a product's entry; directions that are followed
_DIRECTION_BITS = 20
_TURN, _ROUNDS = 4, 120  # multiplications between two turns; in all
STILL, COARSE = 32, 1024  # steps of a direction's entry: a turn that changes no more is the last one
_SEED = 20071


@dataclass(frozen=True, slots=True)
class Axes:
    """Mean votes (int64, statements), two directions (int64, statements × 2, of length ``unit``), and the
    share of all differences along each."""

    means: Any
    directions: Any
    unit: int
    shares: tuple[float, float]

    def points(self, cells: Any) -> Any:
        """Coordinates (int64, people × 2) in steps of 1/4096.

        Scaled by the fourth root of statements over votes. Without a scale who voted on little lies in the
        middle; by the square root, as in Polis, their few votes throw them to the edge: this is half-way.
        """
        n = counts(cells)
        scale = numpy.sqrt(numpy.sqrt(cells.shape[1] / numpy.maximum(n, 1))) * UNIT / (_MEAN * self.unit)
        directions = self.directions.astype(numpy.float64)
        found = [exact.product(block, directions) for block in _centred(cells, self.means)]
        return exact.whole(numpy.concatenate(found) * scale[:, None])


def of(cells: Any, still: int = STILL) -> Axes:
    """The axes of votes, at least one in every column; a larger ``still`` is quicker and coarser."""
    means = _means(cells)
    products = sum(exact.product(block.T, block).astype(numpy.int64) for block in _centred(cells, means))
    directions, unit, lengths = _leading(products, still)
    total = int(products.trace())
    shares = [length / total if total else 0.0 for length in lengths]
    return Axes(means, directions, unit, (shares[0], shares[1]))


def _means(cells: Any) -> Any:
    there = (cells != MISSING).sum(axis=0)
    sums = (cells == 1).sum(axis=0) - (cells == -1).sum(axis=0)
    return exact.quotient(sums * _MEAN, numpy.maximum(there, 1))


def _centred(cells: Any, means: Any) -> Any:
    """Blocks of float64 whole numbers: vote minus mean, 0 where there is no vote."""
    for start in range(0, len(cells), _BLOCK):
        some = cells[start : start + _BLOCK]
        block = some.astype(numpy.float64)
        block *= _MEAN
        block -= means
        block *= some != MISSING
        yield block


def _leading(products: Any, still: int) -> tuple[Any, int, list[float]]:
    """Two directions, their length, and what lies along each."""
    n = len(products)
    shift = max(0, exact.peak(products).bit_length() - _BITS)
    matrix = ((products + (1 << shift >> 1)) >> shift).astype(numpy.float64)
    unit = 2 ** min(_DIRECTION_BITS, 51 - _BITS - n.bit_length())
    drawn = exact.keys(_SEED, n * _WIDTH).reshape(n, _WIDTH) >> numpy.uint64(44)
    found = _orthonormal(drawn.astype(numpy.float64) - 2**19, unit)
    top = exact.peak(matrix)
    along, last = [0.0] * _WIDTH, found
    for nth in range(1, _ROUNDS + 1):
        images = exact.product(matrix, found, top)
        if nth % _TURN:
            found = _orthonormal(images, unit) if nth % 2 else _scaled(images, unit)
            continue
        found, along = _turned(found, images, unit)
        if exact.peak((found - last)[:, :2]) <= still:
            break
        last = found
    pair = found[:, :2].astype(numpy.int64)
    return _signed(pair), unit, [value * 2.0**shift for value in along[:2]]


def _signed(pair: Any) -> Any:
    """Turn each direction so that its largest entry, the first of several, is positive."""
    top = numpy.abs(pair).argmax(axis=0)
    return pair * numpy.where(pair[top, numpy.arange(pair.shape[1])] < 0, -1, 1)


def _orthonormal(columns: Any, unit: int) -> Any:
    """Columns of length ``unit`` at right angles, in whole numbers; one that depends on those before is 0.

    Gram and Schmidt's way by Cholesky's factor of the exact products of all columns. Sums are loops: the
    built-in ``sum`` compensates rounding since Python 3.12, and did not before.
    """
    columns = _scaled(columns, unit)
    inner = exact.product(columns.T, columns).tolist()
    factor: list[list[float]] = []
    parts: list[list[float]] = []  # each new column as a sum of the given ones
    for at, products in enumerate(inner):
        row: list[float] = []
        for before in range(at):
            left = products[before]
            for one in range(before):
                left -= row[one] * factor[before][one]
            row.append(left / factor[before][before])
        square = products[at]
        part = [float(at == one) for one in range(len(inner))]
        for share, other in zip(row, parts, strict=True):
            square -= share * share
            part = [mine - share * theirs for mine, theirs in zip(part, other, strict=True)]
        length = math.sqrt(square) if square >= 1 else math.inf
        factor.append([*row, length])
        parts.append([value / length for value in part])
    return _combined(columns, [[value * unit for value in part] for part in parts])


def _combined(columns: Any, parts: list[list[float]]) -> Any:
    """Sums of columns, added in their order and rounded."""
    found = numpy.zeros(columns.shape)
    for to, part in enumerate(parts):
        for at, share in enumerate(part):
            if share:
                found[:, to] += columns[:, at] * share
    return numpy.rint(found)


def _scaled(columns: Any, unit: int) -> Any:
    """Each column stretched to a largest entry of ``unit``."""
    top = numpy.abs(columns).max(axis=0)
    return numpy.rint(columns * (unit / numpy.maximum(top, 1)))


def _turned(found: Any, images: Any, unit: int) -> tuple[Any, list[float]]:
    """The directions turned among themselves so that each stands for itself, longest first (Rayleigh–Ritz),
    multiplied once more; and what lies along each."""
    top = max(exact.peak(images), 1)
    small = exact.product(found.T, numpy.rint(images * (unit / top)))
    values, turns = _eigen((small + small.T).tolist())
    parts = [[row[to] for row in turns] for to in range(len(values))]
    along = [value / 2 * top / unit**3 for value in values]
    return _orthonormal(_combined(images, parts), unit), along


def _eigen(matrix: list[list[float]]) -> tuple[list[float], list[list[float]]]:
    """Eigenvalues, falling, and their vectors as columns: Jacobi's rotations of a small symmetric matrix."""
    n = len(matrix)
    turns = [[float(i == j) for j in range(n)] for i in range(n)]
    for _sweep in range(12):
        turned = [_rotate(matrix, turns, i, j) for i in range(n) for j in range(i + 1, n)]
        if not any(turned):
            break
    falling = sorted(range(n), key=lambda i: (-matrix[i][i], i))
    return [matrix[i][i] for i in falling], [[row[i] for i in falling] for row in turns]


def _rotate(matrix: list[list[float]], turns: list[list[float]], i: int, j: int) -> bool:
    """Turn two directions so that their product is 0; say whether it was not yet."""
    if abs(matrix[i][j]) <= 1e-13 * (abs(matrix[i][i]) + abs(matrix[j][j])):
        return False
    half = (matrix[j][j] - matrix[i][i]) / (2.0 * matrix[i][j])
    tangent = (1.0 if half >= 0 else -1.0) / (abs(half) + math.sqrt(half * half + 1.0))
    cosine = 1.0 / math.sqrt(tangent * tangent + 1.0)
    sine = tangent * cosine
    for rows in (matrix, turns):
        for row in rows:
            row[i], row[j] = cosine * row[i] - sine * row[j], sine * row[i] + cosine * row[j]
    matrix[i], matrix[j] = (
        [cosine * one - sine * other for one, other in zip(matrix[i], matrix[j], strict=True)],
        [sine * one + cosine * other for one, other in zip(matrix[i], matrix[j], strict=True)],
    )
    return True
