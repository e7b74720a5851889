"""The statement that is shown next: one whose vote tells most, with a fair chance for new ones.

The weight of a statement is the product of what a vote on it tells and of how much is missing:

- *doubt*: the variance of its votes, with one vote each way beforehand: settled statements give way;
- *reach*: the share of votes that take a side: what most people pass over gives way;
- *news*: the number of votes of the most voted statement over its own, in its square root, so that a
  statement that came late catches up, yet never takes all turns.

One is drawn with chances by weight, anew for each vote but always the same for a reader and the votes they
have cast: reloading a page changes nothing, and no two readers walk the same way (which would make copies
of them).
"""

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass

LATE = 8.0  # a new statement weighs at most this many times an old one


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement and the votes it has."""

    statement: int
    agree: int = 0
    disagree: int = 0
    passed: int = 0

    @property
    def n(self) -> int:
        return self.agree + self.disagree + self.passed


def weight(standing: Standing, most: int) -> float:
    """Worth of a vote on it, where the most voted statement has ``most``."""
    taken = standing.agree + standing.disagree
    share = (standing.agree + 1) / (taken + 2)
    doubt = 4 * share * (1 - share)
    reach = (taken + 1) / (standing.n + 1)
    news = min(math.sqrt((most + 1) / (standing.n + 1)), LATE)
    return (0.2 + doubt) * reach * news


def following(standings: Iterable[Standing], reader: str, n_cast: int, at_once: int = 1) -> list[int]:
    """The next statements for a reader who has cast ``n_cast`` votes, of those they have not voted on.

    Each statement waits for a time that falls with its weight (Efraimidis, Spirakis 2006); the first ones
    come.
    """
    waiting = list(standings)
    most = max((standing.n for standing in waiting), default=0)
    times = []
    for standing in waiting:
        drawn = -math.log(_chance(reader, n_cast, standing.statement))
        times.append((drawn / weight(standing, most), standing.statement))
    return [statement for _time, statement in sorted(times)[:at_once]]


def four(shown: dict[int, int], reader: str, nth: int, at_once: int = 4) -> tuple[int, ...]:
    """Statements to choose the best and worst of: those shown least often (``shown``: statement → times),
    ties and their order drawn for the reader and their nth answer."""
    drawn = {statement: _chance(reader, nth, statement) for statement in shown}
    least = sorted(shown, key=lambda statement: (shown[statement], drawn[statement], statement))[:at_once]
    return tuple(sorted(least, key=lambda statement: (drawn[statement], statement)))


def _chance(reader: str, nth: int, statement: int) -> float:
    """A number above 0 and at most 1."""
    hashed = hashlib.sha256(f"{reader}/{nth}/{statement}".encode()).digest()
    return (int.from_bytes(hashed[:6], "big") + 1) / 2**48
