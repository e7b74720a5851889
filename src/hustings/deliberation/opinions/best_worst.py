"""Best and worst of four statements: scores without yes-sayers, since everybody must put something last.

An answer says that the best beats the three others and that these beat the worst: five of the six pairs.
Scores are Bradley and Terry's (1952), by the rounds of Hunter (2004), with half a win and half a loss of
each statement against an average one: nobody has a score without end, and few answers prove little. Pure;
the same everywhere, since each step is one of the four operations in an order of our own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

AT_ONCE = 4
_ROUNDS, _STILL = 500, 1e-9
_PRIOR = 0.5  # wins, and losses, against an average statement


@dataclass(frozen=True, slots=True)
class Answer:
    """The statements shown, the best and the worst of them."""

    shown: tuple[int, ...]
    best: int
    worst: int

    def __post_init__(self) -> None:
        if len(set(self.shown)) < 3 or len(set(self.shown)) != len(self.shown):
            raise ValueError("An answer chooses among at least three different statements.")
        if self.best == self.worst or not {self.best, self.worst} <= set(self.shown):
            raise ValueError("The best and the worst are two of the statements shown.")

    def pairs(self) -> Iterable[tuple[int, int]]:
        """Winner and loser of each pair that the answer decides."""
        yield from ((self.best, other) for other in self.shown if other != self.best)
        yield from ((other, self.worst) for other in self.shown if other not in (self.best, self.worst))


@dataclass(frozen=True, slots=True)
class Score:
    """A statement, the chance (0…1) that it is preferred to an average one, and its counts."""

    statement: int
    chance: float
    n_shown: int
    n_best: int
    n_worst: int


def scores(answers: Sequence[Answer]) -> list[Score]:
    """All statements that were shown, the most preferred first; ties go to the lower number."""
    shown: dict[int, list[int]] = {}
    for answer in answers:
        for statement in answer.shown:
            counts = shown.setdefault(statement, [0, 0, 0])
            counts[0] += 1
            counts[1] += statement == answer.best
            counts[2] += statement == answer.worst
    strengths = _strengths(sorted(shown), answers)
    chances = {each: round(strength / (1.0 + strength), 6) for each, strength in strengths.items()}
    found = [Score(each, chance, *shown[each]) for each, chance in chances.items()]
    return sorted(found, key=lambda score: (-score.chance, score.statement))


def _strengths(statements: list[int], answers: Sequence[Answer]) -> dict[int, float]:
    """Strengths relative to an average statement of 1."""
    wins = dict.fromkeys(statements, _PRIOR)
    met: dict[int, dict[int, int]] = {statement: {} for statement in statements}
    for answer in answers:
        for winner, loser in answer.pairs():
            wins[winner] += 1
            met[winner][loser] = met[winner].get(loser, 0) + 1
            met[loser][winner] = met[loser].get(winner, 0) + 1
    opponents = {statement: sorted(met[statement].items()) for statement in statements}
    strengths = dict.fromkeys(statements, 1.0)
    for _round in range(_ROUNDS):
        change = 0.0
        for statement in statements:
            mine = strengths[statement]
            expected = 2 * _PRIOR / (mine + 1.0)
            for other, n in opponents[statement]:
                expected += n / (mine + strengths[other])
            strengths[statement] = wins[statement] / expected
            change = max(change, abs(strengths[statement] / mine - 1.0))
        if change < _STILL:
            break
    return strengths
