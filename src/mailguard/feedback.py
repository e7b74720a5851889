"""Numbers learnt from a campaign's feedback, by signal and hashed word, in the profile.

``mailguard.policy.feedback_training`` makes them, ``policy`` bounds them.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mailguard.i18n import Complaint

MOST_NUMBERS = 10_000
HEAVIEST = 10.0  # of one number


class BadReviews(Complaint):
    """They can't be used; the message names the entry."""


@dataclass(frozen=True)
class Reviews:
    """Log-odds by the name of a signal, at full strength, and by a word's number; none at version 0."""

    version: int = 0
    signals: tuple[tuple[str, float], ...] = ()
    words: tuple[tuple[int, float], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.signals or self.words)

    @cached_property
    def _by_signal(self) -> dict[str, float]:
        return dict(self.signals)

    @cached_property
    def _by_word(self) -> dict[int, float]:
        return dict(self.words)

    def odds(self, signals: Mapping[str, float], words: Iterable[int]) -> float:
        """What they add to the log-odds of an attack, for these strengths by signal and these words."""
        return total(self._by_signal, self._by_word, signals, words)

    def to_json(self) -> dict[str, Any]:
        """Plain tables, as ``read`` takes them."""
        words = {str(word): odds for word, odds in self.words}
        return {"version": self.version, "signals": dict(self.signals), "words": words}


def total(
    by_signal: Mapping[str, float], by_word: Mapping[int, float], signals: Mapping[str, float],
    words: Iterable[int],
) -> float:  # fmt: skip
    """The sum: each signal by its strength, words so that a long mail weighs no more than a short one."""
    found = list(words)
    said = sum(by_word.get(word, 0.0) for word in found) * share_of_word(len(found))
    return said + sum(by_signal.get(name, 0.0) * strength for name, strength in signals.items())


def share_of_word(n: int) -> float:
    """How much one of ``n`` words counts."""
    return 1 / math.sqrt(max(1, n))


def read(data: Any, where: str) -> Reviews:
    """What ``to_json`` wrote, or BadReviews."""
    if not isinstance(data, dict) or set(data) - {"version", "signals", "words"}:
        raise BadReviews("{where}: a table of version, signals and words is expected", where=where)
    version = data.get("version", 0)
    if isinstance(version, bool) or not isinstance(version, int) or version < 0:
        raise BadReviews("{where}: a number is expected", where=f"{where}: version")
    words = _numbers(data.get("words", {}), f"{where}: words")
    if not all(word.isascii() and word.isdigit() and len(word) < 10 for word in words):
        raise BadReviews("{where}: a number is expected", where=f"{where}: words")
    signals = _numbers(data.get("signals", {}), f"{where}: signals")
    return Reviews(
        version,
        tuple(sorted(signals.items())),
        tuple(sorted((int(word), odds) for word, odds in words.items())),
    )


def _numbers(data: Any, where: str) -> dict[str, float]:
    if not isinstance(data, dict) or len(data) > MOST_NUMBERS:
        raise BadReviews(
            "{where}: a table of at most {most} numbers is expected", where=where, most=MOST_NUMBERS
        )
    for name, odds in data.items():
        is_number = isinstance(odds, int | float) and not isinstance(odds, bool)
        if not is_number or not abs(odds) <= HEAVIEST:  # no NaN either
            raise BadReviews("{where}: {name}: a number is expected", where=where, name=name)
    return {str(name): float(odds) for name, odds in data.items()}
