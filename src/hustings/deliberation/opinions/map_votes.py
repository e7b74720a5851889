"""Votes on the statements of a step, as the map and the file of votes have them.

Voters have numbers that no contribution bears, and stand in the order of these: nobody's way through the
statements can be read from the file.
"""

import hashlib
import io
from array import array
from dataclasses import dataclass
from typing import Any

import numpy

from hustings.deliberation.consultations.models import Choice, ItemKind, Phase, Vote
from hustings.deliberation.open_data.voters import Voters
from hustings.deliberation.opinions.maps import votes as tables

HEADER = "participant,statement,vote\n"
_VALUES = {
    Choice.AGREE.value: tables.AGREE, Choice.DISAGREE.value: tables.DISAGREE, Choice.MIXED.value: tables.PASS,
    Choice.PASS.value: tables.PASS,
}  # fmt: skip
_DIGITS = 13  # hexadecimal ones of a voter's number: below 2^53, which any programme can hold
_CHUNK = 100_000


@dataclass(frozen=True, slots=True)
class MapVotes:
    """Three lists of the same length (int64), sorted by voter and statement."""

    voters: Any
    statements: Any
    votes: Any

    @property
    def n(self) -> int:
        return len(self.votes)

    def table(self) -> tables.Votes:
        """As the map takes them."""
        return tables.of(self.voters, self.statements, self.votes)

    def file(self) -> bytes:
        """The file of votes, from which anybody can draw the map."""
        out = io.StringIO()
        out.write(HEADER)
        for at in range(0, self.n, _CHUNK):
            some = slice(at, at + _CHUNK)
            columns = (column[some].tolist() for column in (self.voters, self.statements, self.votes))
            out.writelines(
                f"{voter},{statement},{vote}\n" for voter, statement, vote in zip(*columns, strict=True)
            )
        return out.getvalue().encode()


def digest(file: bytes) -> str:
    """SHA-256 of the file of votes, in hexadecimal digits."""
    return hashlib.sha256(file).hexdigest()


def of(phase: Phase) -> MapVotes:
    """Votes that count, on the versions that stand of the statements that are shown."""
    rows = Vote.objects.counted().standing().filter(
        item__phase=phase, item__kind=ItemKind.STATEMENT, item__hidden_at=None, item__withdrawn_at=None
    )  # fmt: skip
    voices = Voters(phase.consultation)
    columns = array("q"), array("q"), array("q")
    for participant, item, choice in rows.values_list("participant", "item", "choice").iterator(5_000):
        for column, value in zip(columns, (number(voices[participant]), item, _VALUES[choice]), strict=True):
            column.append(value)
    voters, statements, votes = (numpy.array(column, dtype=numpy.int64) for column in columns)
    order = numpy.lexsort((votes, statements, voters))
    return MapVotes(voters[order], statements[order], votes[order])


def number(voter: str) -> int:
    """The number of a voter in the file of votes."""
    return int(voter[:_DIGITS], 16)


def number_of(phase: Phase, participant: int) -> int:
    """The number of a participant: the same for all addresses of one person."""
    return number(Voters(phase.consultation)[participant])
