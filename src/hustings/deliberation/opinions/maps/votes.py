"""Votes as a table: a row a participant, a column a statement."""

from dataclasses import dataclass
from typing import Any

import numpy

AGREE, PASS, DISAGREE = 1, 0, -1
MISSING = 2  # did not vote on it
LEAST = 7  # votes below which nobody is placed on the map, as in Polis
_DENSE = 2**24  # ids up to here are looked up in a table, others sorted


@dataclass(frozen=True, slots=True)
class Votes:
    """Last votes. ``cells`` is int8, participants × statements; both lists of ids rise."""

    participants: Any
    statements: Any
    cells: Any

    @property
    def n_people(self) -> int:
        return len(self.participants)

    @property
    def n_statements(self) -> int:
        return len(self.statements)

    def people(self, chosen: Any) -> "Votes":
        """Some rows, and the columns on which one of them voted."""
        return Votes(self.participants[chosen], self.statements, self.cells[chosen]).voted()

    def voted(self) -> "Votes":
        """All rows, without the columns that nobody voted on."""
        columns = (self.cells != MISSING).any(axis=0)
        if columns.all():
            return self
        return Votes(self.participants, self.statements[columns], self.cells[:, columns])

    def active(self, least: int = LEAST) -> "Votes":
        """The rows with enough votes: ``least``, or all statements where there are fewer."""
        enough = counts(self.cells) >= min(least, self.n_statements)
        return self.voted() if enough.all() else self.people(enough)


def of(participants: Any, statements: Any, votes: Any) -> Votes:
    """A table of three lists of whole numbers, in the order in which the votes came: the last one counts."""
    rows, row = _numbered(numpy.asarray(participants))
    columns, column = _numbered(numpy.asarray(statements))
    votes = numpy.asarray(votes)
    if len(votes) and (votes.min() < DISAGREE or votes.max() > AGREE):
        raise ValueError("A vote is 1 (agree), 0 (pass) or -1 (disagree).")
    cells: Any = numpy.full(len(rows) * len(columns), MISSING, dtype=numpy.int8)
    cells[row * len(columns) + column] = votes  # numpy leaves the last of several values for one place
    return Votes(rows, columns, cells.reshape(len(rows), len(columns)))


def counts(cells: Any) -> Any:
    """Number of statements that each row voted on (int64)."""
    return (cells != MISSING).sum(axis=1)


def _numbered(ids: Any) -> tuple[Any, Any]:
    """The different ids, rising, and the place of each given one among them."""
    if not len(ids) or ids.min() < 0 or ids.max() >= _DENSE:
        return numpy.unique(ids.astype(numpy.int64), return_inverse=True)
    is_there: Any = numpy.zeros(int(ids.max()) + 1, dtype=bool)
    is_there[ids] = True
    return numpy.flatnonzero(is_there), (numpy.cumsum(is_there) - 1)[ids]
