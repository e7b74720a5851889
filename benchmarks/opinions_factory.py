"""Conversations that are made up, with groups that are known: votes, bots, best-worst answers."""

from dataclasses import dataclass
from typing import Any

import numpy

from hustings.deliberation.opinions.maps import votes
from hustings.deliberation.opinions.maps.votes import Votes


@dataclass
class Conversation:
    """Three lists of equal length, in order of time, and the group of each participant."""

    participants: Any
    statements: Any
    votes: Any
    groups: Any

    def table(self) -> Votes:
        return votes.of(self.participants, self.statements, self.votes)

    def and_(self, participants: Any, statements: Any, given: Any) -> "Conversation":
        """The same with more votes, at the end."""
        joined = [
            numpy.concatenate(pair)
            for pair in (
                (self.participants, participants),
                (self.statements, statements),
                (self.votes, given),
            )
        ]
        return Conversation(*joined, self.groups)


def conversation(
    seed: int,
    *,
    people: int = 400,
    statements: int = 60,
    groups: int = 2,
    fill: float = 0.5,
    passes: float = 0.12,
    spread: float = 0.8,
) -> Conversation:
    """People of groups of unequal size; each statement has a share of yes in each group, those of one group
    being independent of the others. ``spread`` below 1 makes these shares extreme, above 1 alike. People
    differ in how much they vote; early statements are seen more."""
    dice = numpy.random.default_rng(seed)
    sizes = numpy.arange(groups, 0, -1) + 1.0
    group = dice.choice(groups, people, p=sizes / sizes.sum())
    shares = dice.beta(spread, spread, (groups, statements)).astype(numpy.float32)
    zeal = dice.gamma(2.0, 0.5, people).astype(numpy.float32)
    seen = numpy.linspace(1.3, 0.7, statements, dtype=numpy.float32)
    found: list[tuple[Any, Any, Any]] = []
    for start in range(0, people, 5_000):
        some = slice(start, start + 5_000)
        chance = fill * zeal[some, None] * seen
        there = dice.random(chance.shape, dtype=numpy.float32) < chance
        row, column = numpy.nonzero(there)
        yes = dice.random(len(row), dtype=numpy.float32) < shares[group[some][row], column]
        given = numpy.where(yes, 1, -1).astype(numpy.int8)
        given[dice.random(len(row), dtype=numpy.float32) < passes] = 0
        found.append(((row + start).astype(numpy.int32), column.astype(numpy.int16), given))
    return Conversation(*(numpy.concatenate(part) for part in zip(*found, strict=True)), group)


def silent(seed: int, **sizes: Any) -> Conversation:
    """The same without groups: everybody votes by one share of yes a statement."""
    return conversation(seed, groups=1, **sizes)


def bots(
    seed: int, table: Votes, part: float = 0.05, flips: float = 0.0, against: Any = ()
) -> tuple[Any, Any, Any]:
    """Votes of copies of one row, ``part`` of all people, on most statements; ``flips`` of them changed.

    The row is drawn by lot; on the statements ``against`` it is a no.
    """
    dice = numpy.random.default_rng(seed)
    n = round(table.n_people * part / (1 - part))
    row = dice.choice([-1, 0, 1], table.n_statements, p=[0.45, 0.1, 0.45])
    row[numpy.isin(table.statements, against)] = -1
    columns = numpy.flatnonzero(
        (dice.random(table.n_statements) < 0.8) | numpy.isin(table.statements, against)
    )
    given = numpy.tile(row[columns], (n, 1))
    changed = dice.random(given.shape) < flips
    given[changed] = dice.choice([-1, 0, 1], changed.sum())
    first = int(table.participants.max()) + 1
    ids = numpy.repeat(numpy.arange(first, first + n), len(columns))
    return ids, numpy.tile(table.statements[columns], n), given.ravel()
