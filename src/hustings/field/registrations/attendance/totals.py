"""Distribution of a sum: how many come, where each comes with a chance of their own and all share a day.

Pure: arrays in, numbers out.
"""

from dataclasses import dataclass
from typing import Any

import numpy

MOST_EXACT = 400  # places; beyond that a bell curve for each shock is as good and a hundred times as quick
_TAILS = 5.0  # degrees of freedom of Student's t: days that go badly go worse than a bell curve says
SHOCKS = 0.1 * numpy.sinh(numpy.linspace(-1, 1, 81) * numpy.arcsinh(60))  # close together around none


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that are likeliest together, and how likely."""

    low: int
    high: int
    mass: float


def how_likely(scales: Any) -> Any:
    """For each scale, the probabilities of SHOCKS: what an event shifts all its chances by, as logits."""
    units = SHOCKS / numpy.asarray(scales)[:, None]
    density = (1 + units**2 / _TAILS) ** (-(_TAILS + 1) / 2) * numpy.gradient(SHOCKS)
    return density / density.sum(axis=1, keepdims=True)


def of(chances: Any, sizes: Any) -> Any:
    """Probability of each total, for rows of ``chances`` (shift × seat) of blocks of ``sizes`` places."""
    sizes = numpy.asarray(sizes, dtype=int)
    most = int(sizes.sum())
    if most > MOST_EXACT:
        return _bells(chances, sizes, most)
    found = numpy.zeros((len(chances), most + 1))
    found[:, 0], reached = 1.0, 0
    for nth, size in enumerate(sizes):
        came = chances[:, nth : nth + 1]
        kept = found[:, : reached + 1].copy()
        found[:, : reached + 1] *= 1 - came
        found[:, size : reached + size + 1] += kept * came
        reached += int(size)
    return found


def _bells(chances: Any, sizes: Any, most: int) -> Any:
    means = chances @ sizes
    spread = numpy.sqrt(numpy.maximum((chances * (1 - chances)) @ (sizes**2), 0.25))
    at = numpy.arange(most + 1)
    found = numpy.exp(-0.5 * ((at[None, :] - means[:, None]) / spread[:, None]) ** 2)
    return found / found.sum(axis=1, keepdims=True)


def interval(probabilities: Any, mass: float) -> Interval:
    """Grown from the likeliest value outwards, to the mass that is nearest to ``mass``.

    Totals are whole: an interval that held at least ``mass`` would hold far more of a small event's.
    """
    last = len(probabilities) - 1
    low = high = int(numpy.argmax(probabilities))
    held = float(probabilities[low])
    while held < mass and (low > 0 or high < last):
        below = float(probabilities[low - 1]) if low > 0 else -1.0
        above = float(probabilities[high + 1]) if high < last else -1.0
        more = max(below, above)
        if abs(held + more - mass) > abs(held - mass):
            break
        low, high = (low - 1, high) if below > above else (low, high + 1)
        held += more
    return Interval(low, high, held)
