"""Contents of another tool's file, in one form for all tools."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


class BadLine(Exception):
    """A line can't be read. ``args``: its number in the file, from 1, and what is wrong, in words."""

    @property
    def line(self) -> int:
        found: int = self.args[0]
        return found

    @property
    def problem(self) -> str:
        return str(self.args[1])


@dataclass(frozen=True, slots=True)
class Record:
    """One item. Ids are those of the file, with a letter before them that says of what kind they are."""

    foreign_id: str
    kind: str
    text: str
    at: datetime
    title: str = ""
    author: str = ""  # id of an account in the file; empty: the team
    section: tuple[str, str] | None = None  # id and title
    votes: Mapping[str, int] = field(default_factory=dict)  # choice -> number, without the votes themselves
    voters: Sequence[str] = ()  # accounts of which the file says that they voted
    is_binned: bool = False
    data: Mapping[str, Any] = field(default_factory=dict)
    children: Sequence["Record"] = ()
