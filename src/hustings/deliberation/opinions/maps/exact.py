"""Arithmetic whose result depends on no machine: whole numbers, and chance from a seed."""

import math
from typing import Any

import numpy

LIMIT = 2**53  # float64 keeps every whole number below it
# Between these numbers of multiplications a product is made in pieces: OpenBLAS would share it among threads,
# which wait for each other longer than they work where the processors have other things to do.
_SMALL, _LARGE = 2**18, 2**28
_NARROW = 4  # rows of a piece, at least
LOG_STEPS = 256  # steps of ``log2`` in one bit


def peak(numbers: Any) -> int:
    """The largest size of a number in an array of whole ones; 0 of an empty one."""
    return max(int(numbers.max()), -int(numbers.min())) if numbers.size else 0


def product(left: Any, right: Any, left_peak: int | None = None) -> Any:
    """Multiply matrices of whole numbers kept as float64; no partial sum can be rounded, in any order."""
    if (peak(left) if left_peak is None else left_peak) * peak(right) * left.shape[1] >= LIMIT:
        raise OverflowError("These numbers are too large to be multiplied without rounding.")
    rows, inner, columns = left.shape[0], left.shape[1], right.shape[1]
    if rows * inner * columns > _LARGE:
        return left @ right
    if inner > rows:
        step = max(_SMALL // (rows * columns), _NARROW)
        return sum(left[:, at : at + step] @ right[at : at + step] for at in range(0, inner, step))
    step = max(_SMALL // (inner * columns), _NARROW)
    return numpy.concatenate([left[at : at + step] @ right for at in range(0, rows, step)])


def quotient(above: Any, below: Any) -> Any:
    """Whole numbers next to ``above / below`` (int64, ``below`` > 0), halves upwards."""
    return (2 * above + below) // (2 * below)


def whole(numbers: Any) -> Any:
    """Round float64 to int64, halves to even."""
    return numpy.rint(numbers).astype(numpy.int64)


def keys(seed: int, n: int) -> Any:
    """Numbers without a pattern (uint64, ``n`` of them): SplitMix64 (Steele, Lea, Flood 2014) at 1…n."""
    with numpy.errstate(over="ignore"):
        z = numpy.arange(1, n + 1, dtype=numpy.uint64) * numpy.uint64(0x9E3779B97F4A7C15)
        z += numpy.uint64(seed * 0xD1342543DE82EF95 % 2**64)
        z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
    return z ^ (z >> numpy.uint64(31))


def order(seed: int, n: int) -> Any:
    """The numbers 0…n − 1 in an order that the seed draws."""
    return numpy.argsort(keys(seed, n), kind="stable")


def spread(n: int, most: int) -> Any:
    """At most ``most`` of the numbers 0…n − 1, evenly spaced."""
    return numpy.arange(min(n, most)) * n // min(n, most) if n else numpy.arange(0)


def log2(above: int, below: int = 1) -> int:
    """The logarithm of ``above / below`` ≥ 1 in steps of 1/256 bit, rounded down."""
    return int(above**LOG_STEPS // below**LOG_STEPS).bit_length() - 1


def log2_factorial(n: int) -> int:
    """The logarithm of ``n!`` in steps of 1/256 bit; few steps below the true one."""
    return math.factorial(n).bit_length() * LOG_STEPS - LOG_STEPS
