"""The score of a station and its uncertainty. Pure, so that anybody can recount it.

In one election a station scores abstention × lean: the share of registered voters who stayed at home and
would have voted for us if they vote like their neighbours. Elections differ as a whole (more people vote for
a president), so the mean of each election is taken out first, then the station's mean is built:

    score = overall mean + mean over the elections of (score in it − mean of that election)

The spread is how much a station differs from its own mean from one election to the next. A station alone has
too few elections to tell its spread, so it is drawn towards that of all, which counts as ``PRIOR`` elections.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

PRIOR = 4  # elections that the spread of all stations counts for beside a station's own
Z = 1.645  # 90 % of a normal distribution lie within so many standard deviations


class Seen(NamedTuple):
    """Figures of one station in one election."""

    election: int
    n_registered: int
    abstention: float
    lean: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A station with its place; ``low`` and ``high`` bound 90 %, None where there was one election alone."""

    station: int
    n_elections: int
    n_registered: int
    abstention: float
    lean: float
    score: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """All stations, the best first, and the spread between elections."""

    stations: Sequence[Scored]
    spread: float | None


def rank(seen: Mapping[int, Sequence[Seen]]) -> Outcome:
    """Score all stations and sort them; equal scores by the larger station, then by key."""
    means = _means(seen)
    overall = sum(means.values()) / len(means) if means else 0.0
    apart = {
        station: [one.abstention * one.lean - means[one.election] for one in each]
        for station, each in seen.items()
    }
    spread = _spread(apart)
    found = [_scored(station, each, apart[station], overall, spread) for station, each in seen.items()]
    found.sort(key=lambda one: (-one.score, -one.n_registered, one.station))
    return Outcome(found, spread)


def call(one: Scored, line: float) -> str:
    """Whether it is clearly above or below the line: "in", "out" or "close"."""
    if one.low is None or one.high is None:
        return "in" if one.score >= line else "out"
    return "in" if one.low > line else "out" if one.high < line else "close"


def _means(seen: Mapping[int, Sequence[Seen]]) -> dict[int, float]:
    sums: dict[int, tuple[float, int]] = {}
    for each in seen.values():
        for one in each:
            total, n = sums.get(one.election, (0.0, 0))
            sums[one.election] = total + one.abstention * one.lean, n + 1
    return {election: total / n for election, (total, n) in sums.items()}


def _spread(apart: Mapping[int, Sequence[float]]) -> float | None:
    squares, freedom = 0.0, 0
    for each in apart.values():
        mean = sum(each) / len(each)
        squares += sum((one - mean) ** 2 for one in each)
        freedom += len(each) - 1
    return math.sqrt(squares / freedom) if freedom else None


def _scored(
    station: int, each: Sequence[Seen], apart: Sequence[float], overall: float, spread: float | None
) -> Scored:
    k = len(each)
    mean = sum(apart) / k
    score = max(overall + mean, 0.0)
    low = high = None
    if spread is not None:
        own = sum((one - mean) ** 2 for one in apart)
        variance = (PRIOR * spread**2 + own) / (PRIOR + k - 1)
        half = Z * math.sqrt(variance / k)
        low, high = max(score - half, 0.0), score + half
    last = max(each, key=lambda one: one.election)
    return Scored(
        station, k, last.n_registered, sum(one.abstention for one in each) / k,
        sum(one.lean for one in each) / k, score, low, high,
    )  # fmt: skip
