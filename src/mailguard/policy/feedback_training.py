"""Accepted examples become a campaign's own numbers, and figures of what they change. Pure.

Numbers begin at zero and move as little as needed: few examples change little.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from mailguard.feedback import Reviews, share_of_word, total
from mailguard.policy import judgement as policies
from mailguard.policy.judgement import Policy
from mailguard.signals import Evidence, Signal
from mailguard.verdict import Action

Name = TypeVar("Name", str, int)
MOST = 1_000  # examples; the newest count
_ROUNDS, _RATE, _COOLING = 30, 0.6, 8.0
_FADING = 0.002  # what a number loses with each step: only what examples keep asking for stays
_SLOW = 0.15  # of a word's step, for signals: they stand in far more mail
_MOST_SIGNAL = 1.0  # log-odds that one signal may gain or lose
_SUREST = 5.0  # log-odds of a verdict beyond which no example pulls harder
_KEPT, _LEAST = 4_000, 0.02  # numbers that are kept, and how much one must say
_FOLDS = 5


@dataclass(frozen=True)
class Example:
    """A verdict that somebody answered for: its log-odds before anything was taught, and what it was."""

    odds: float
    signals: tuple[tuple[str, float], ...]
    words: tuple[int, ...]
    is_attack: bool

    @cached_property
    def strengths(self) -> dict[str, float]:
        return dict(self.signals)

    @cached_property
    def shares(self) -> policies.Shares:
        """What its signals weigh: whether reviews may acquit it hangs on that."""
        found = [Signal(name, (Evidence("", strength=strength),)) for name, strength in self.signals]
        return policies.weigh(found, policies.load())


@dataclass(frozen=True, slots=True)
class Figures:
    """Of ``n`` examples those that are told right: before, after, and by what the others of them taught."""

    n: int
    n_before: int
    n_after: int
    n_unseen: int


def teach(examples: Sequence[Example], version: int) -> Reviews:
    """The numbers that tell these examples apart, as far as they may."""
    signals: dict[str, float] = defaultdict(float)
    words: dict[int, float] = defaultdict(float)
    used = examples[-MOST:]
    for round_ in range(_ROUNDS):
        rate = _RATE / (1 + round_ / _COOLING)
        for each in used:
            _step(each, signals, words, rate)
    return Reviews(version, tuple(sorted(_said(signals))), tuple(sorted(_said(words))))


def _step(each: Example, signals: dict[str, float], words: dict[int, float], rate: float) -> None:
    odds = max(-_SUREST, min(_SUREST, each.odds))
    missing = float(each.is_attack) - _chance(odds + total(signals, words, each.strengths, each.words))
    if abs(missing) < 0.05:
        return
    one = rate * missing * share_of_word(len(each.words))
    for word in each.words:
        words[word] += one * 3 - _FADING * words[word]
    for name, strength in each.signals:
        moved = signals[name] * (1 - _FADING) + rate * missing * _SLOW * strength
        signals[name] = max(-_MOST_SIGNAL, min(_MOST_SIGNAL, moved))


def _said(numbers: dict[Name, float]) -> list[tuple[Name, float]]:
    loud = sorted(numbers.items(), key=lambda each: (-abs(each[1]), str(each[0])))[:_KEPT]
    return [(name, round(max(-9.0, min(9.0, odds)), 3)) for name, odds in loud if abs(odds) >= _LEAST]


def figures(examples: Sequence[Example], reviews: Reviews, policy: Policy | None = None) -> Figures:
    """What they change for the examples that taught them, and for each by what others taught."""
    rules = policy or policies.load()
    used = list(examples[-MOST:])
    n_unseen = 0
    folds = min(_FOLDS, len(used))
    for fold in range(folds):
        others = [each for place, each in enumerate(used) if place % folds != fold]
        taught = teach(others, 1)
        n_unseen += _n_right(used[fold::folds], taught, rules)
    return Figures(len(used), _n_right(used, Reviews(), rules), _n_right(used, reviews, rules), n_unseen)


def _n_right(examples: Sequence[Example], reviews: Reviews, rules: Policy) -> int:
    least = rules.thresholds["any"][Action.WARN]
    n = 0
    for each in examples:
        more = policies.taught(reviews.odds(each.strengths, each.words), each.shares, rules)
        n += (_chance(each.odds + more) >= least) == each.is_attack
    return n


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
