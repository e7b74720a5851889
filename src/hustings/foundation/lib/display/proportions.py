"""Shares of many: what ``n`` of ``of`` may stand for, and what is usual among several."""

from collections.abc import Sequence
from math import sqrt
from statistics import quantiles

from django.utils.formats import number_format

USUAL = 1.96  # standard deviations: nineteen of twenty intervals hold the true share
_TENTH = 0.001  # of a percent


def between(n: int, of: int, deviations: float = USUAL, population: int | None = None) -> tuple[float, float]:
    """Wilson's interval (1927) around a share, narrower where ``of`` is much of the ``population``."""
    if not of:
        return 0.0, 1.0
    share, square = min(n / of, 1.0), deviations**2
    left = left_to_chance(of, population)
    if not left:
        return share, share
    worth = of / left
    middle = share + square / (2 * worth)
    width = deviations * sqrt(share * (1 - share) / worth + square / (4 * worth**2))
    scale = 1 + square / worth
    least = (middle - width) / scale if n > 0 else 0.0  # exactly: what is left over by rounding is no share
    most = (middle + width) / scale if n < of else 1.0
    return least, most


def left_to_chance(of: int, population: int | None) -> float:
    """The correction for a finite population, of a variance: (N - n) / (N - 1)."""
    if population is None or population < 2:
        return 1.0
    return max(population - of, 0) / (population - 1)


def quartiles(values: Sequence[float]) -> tuple[float, float]:
    """Between which two values the middle half of at least two lies."""
    low, _middle, high = quantiles(values, n=4, method="inclusive")
    return low, high


def percent(rate: float) -> str:
    """A rate in words, fine enough for rare things."""
    places = 1 if rate >= 0.01 else 2
    return f"{number_format(round(100 * rate, places), decimal_pos=places)}\N{NO-BREAK SPACE}%"


def rounded(rate: float) -> str:
    """A rate in words, to one decimal; what is none or all alone is told as such."""
    if 0 < rate < _TENTH / 2:
        return f"<{_tenths(_TENTH)}\N{NO-BREAK SPACE}%"
    if 1 - _TENTH / 2 < rate < 1:
        return f">{_tenths(1 - _TENTH)}\N{NO-BREAK SPACE}%"
    return f"{_tenths(rate)}\N{NO-BREAK SPACE}%"


def span(least: float, most: float) -> str:
    """From one rate to another, short."""
    low, high = _tenths(least), _tenths(most)
    return rounded(most) if low == high else f"{low}–{high}\N{NO-BREAK SPACE}%"


def _tenths(rate: float) -> str:
    found = round(100 * rate, 1)
    return "100" if found >= 100 else number_format(found, decimal_pos=1)


def around(mean: float, deviation: float, of: int, population: int | None = None) -> tuple[float, float]:
    """Between what the mean of all may lie, by Student's interval (1908), where ``of`` of them say it."""
    free = of - 1
    if free < 1:
        return mean, mean
    half = _WIDE.get(free, _student(free)) * deviation / sqrt(of) * sqrt(left_to_chance(of, population))
    return mean - half, mean + half


def _student(free: int) -> float:
    """How many deviations hold nineteen of twenty: the series of Cornish and Fisher."""
    z = USUAL
    first, second = (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / free + second / free**2 + third / free**3


_WIDE = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776}  # where the series is too short
