"""Scores corrected for each juror: the mean and the spread of their marks, shrunk where they gave few.

A mark is taken as ``mean of the juror + spread of the juror × (worth of the application + chance)``. Means,
spreads and worths are found in turns. How sure that is comes from drawing the chance again, many times.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

DRAWS = 400
_TURNS, _TURNS_OF_A_DRAW = 25, 8
_FEW = 1.0  # marks that the mean of all counts as, beside a juror's own
_FEW_OF_SPREAD = 12.0  # the same for spreads, which are harder to tell
_LOW, _HIGH = 5, 95  # percent: the ends of an interval
CLOSE = (0.1, 0.9)  # chances of a place between which it is too close to call


class Marks(NamedTuple):
    """One mark a row: numbers of applications and jurors from nought, and the score."""

    applications: Any
    jurors: Any
    scores: Any


class Standing(NamedTuple):
    """One application in the ranking. ``chance``: the share of draws that place it within the places."""

    score: float
    raw: float
    low: float
    high: float
    place: int
    chance: float

    @property
    def is_close(self) -> bool:
        return CLOSE[0] < self.chance < CLOSE[1]


class Fit(NamedTuple):
    """Worths on a scale of mean nought, and what each juror's marks are made of."""

    worths: Any
    means: Any
    spreads: Any
    left: Any  # by mark: chance


def marks(rows: Sequence[tuple[int, int, float]]) -> Marks:
    """``rows``: application, juror, score."""
    found = np.array(rows, dtype=float).reshape(-1, 3)
    return Marks(found[:, 0].astype(int), found[:, 1].astype(int), found[:, 2])


def standings(given: Marks, n_places: int, *, draws: int = DRAWS, seed: int = 0) -> list[Standing]:
    """Every application's standing; the numbers in ``given`` leave none out."""
    if not len(given.scores):
        return []
    n, centre = int(given.applications.max()) + 1, given.scores.mean()
    scale = given.scores.std() or 1.0
    fit = fitted(given._replace(scores=(given.scores - centre) / scale))
    drawn = _drawn(given, fit, draws, seed)
    chances = _within(drawn, n_places)
    low, high = np.percentile(drawn, [_LOW, _HIGH], axis=0)
    raw = _mean(given.applications, given.scores, n)
    places: Any = np.empty(n, int)
    places[np.lexsort((np.arange(n), -fit.worths))] = np.arange(1, n + 1)
    worths, low, high = (centre + scale * each for each in (fit.worths, low, high))
    rows = zip(worths, raw, low, high, places, chances, strict=True)
    return [Standing(*map(float, row[:4]), int(row[4]), float(row[5])) for row in rows]  # type: ignore[call-arg,arg-type]


def fitted(given: Marks, turns: int = _TURNS, spreads: Any = None) -> Fit:
    """Worths, means and spreads; ``given`` has scores of mean nought and spread one."""
    applications, jurors, scores = given
    n, m = int(applications.max()) + 1, int(jurors.max()) + 1
    by_application, by_juror = np.bincount(applications, minlength=n), np.bincount(jurors, minlength=m)
    means = np.bincount(jurors, scores, m) / (by_juror + _FEW)
    spreads = _spreads(jurors, scores, by_juror) if spreads is None else spreads
    worths, bare = np.zeros(n), scores
    for _turn in range(turns):
        bare = (scores - means[jurors]) / spreads[jurors]
        worths = _mean(applications, bare, n)
        worths -= worths.mean()
        shrunk = worths * _trust(worths, bare - worths[applications], by_application, n + m)
        means = np.bincount(jurors, scores - spreads[jurors] * shrunk[applications], m) / (by_juror + _FEW)
    return Fit(worths, means, spreads, bare - worths[applications])


def _mean(groups: Any, values: Any, n: int) -> Any:
    return np.bincount(groups, values, n) / np.maximum(1, np.bincount(groups, minlength=n))


def _spreads(jurors: Any, scores: Any, by_juror: Any) -> Any:
    m = len(by_juror)
    around = scores - _mean(jurors, scores, m)[jurors]
    found = (np.bincount(jurors, around**2, m) + _FEW_OF_SPREAD * scores.var()) / (by_juror + _FEW_OF_SPREAD)
    found = np.sqrt(np.maximum(found, 1e-6))
    return found / np.exp(np.log(found).mean())


def _trust(worths: Any, left: Any, by_application: Any, n_found: int) -> Any:
    """Share of each worth that is no chance: less with fewer marks."""
    chance = (left**2).sum() / max(1, len(left) - n_found)
    real = max(1e-3, worths.var() - chance / by_application.mean())
    return real / (real + chance / np.maximum(1, by_application))


def _drawn(given: Marks, fit: Fit, draws: int, seed: int) -> Any:
    """Worths found again from marks with other chance: a row a draw."""
    generator = np.random.default_rng(seed)
    n_marks, n_found = len(fit.left), len(fit.worths) + len(fit.means)
    left = fit.left * np.sqrt(n_marks / max(1, n_marks - n_found))
    if n_marks <= n_found:
        left = np.full(n_marks, 0.5) * np.where(np.arange(n_marks) % 2, 1, -1)  # too few to tell: wide
    found = np.empty((draws, len(fit.worths)))
    jurors = given.jurors
    for draw in range(draws):
        chance = left[generator.integers(0, n_marks, n_marks)]
        scores = fit.means[jurors] + fit.spreads[jurors] * (fit.worths[given.applications] + chance)
        found[draw] = fitted(given._replace(scores=scores), _TURNS_OF_A_DRAW, fit.spreads).worths
    return found


def _within(drawn: Any, n_places: int) -> Any:
    """Share of draws in which each is among the first ``n_places``."""
    if n_places >= drawn.shape[1]:
        return np.ones(drawn.shape[1])
    if n_places <= 0:
        return np.zeros(drawn.shape[1])
    first = np.argpartition(-drawn, n_places - 1, axis=1)[:, :n_places]
    return np.bincount(first.ravel(), minlength=drawn.shape[1]) / len(drawn)
