"""Juries made up by lot: worths, jurors who mark high or low and wide or narrow, and chance.

The sizes are those of a published comparison of juries (100 projects, 20 jurors, four reviews each, Gaussian
bias and spread); how strong bias, spread and chance are was chosen so that plain means do as well as there.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from hustings.networks.juries.arithmetic import assigning, scoring

PROJECTS, JURORS, EACH, BEST = 100, 20, 4, 10
BIAS, SPREAD, CHANCE = 1.0, 0.35, 0.8


def simulated(
    seed: int, projects: int = PROJECTS, jurors: int = JURORS, each: int = EACH
) -> tuple[Any, scoring.Marks]:
    """True worths, and marks."""
    generator = np.random.default_rng(seed)
    worths = generator.normal(size=projects)
    bias = generator.normal(0, BIAS, jurors)
    spread = np.exp(generator.normal(0, SPREAD, jurors))
    readers = assigning.assign(projects, jurors, each, [], seed=seed).readers
    who = np.array(readers).ravel()
    what = np.repeat(np.arange(projects), each)
    chance = generator.normal(0, CHANCE, len(what))
    return worths, scoring.Marks(what, who, bias[who] + spread[who] * (worths[what] + chance))


def hits(seeds: Iterable[int], draws: int = 20) -> tuple[float, float]:
    """How many of the ten best are found, by corrected scores and by plain means."""
    corrected, plain = [], []
    for seed in seeds:
        worths, given = simulated(seed)
        found = scoring.standings(given, BEST, draws=draws, seed=seed)
        best = _first(worths)
        corrected.append(len(best & _first([each.score for each in found])))
        plain.append(len(best & _first([each.raw for each in found])))
    return float(np.mean(corrected)), float(np.mean(plain))


def _first(values: Any) -> set[int]:
    return set(np.argsort(-np.asarray(values), kind="stable")[:BEST].tolist())
