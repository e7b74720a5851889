"""Contents of another tool's file, in one form for all tools."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext_noop as _

from hustings.foundation.lib.text.said import Said, say

LONGEST_ID = 60  # characters: the columns of foreign numbers
MOST_VOTES = 2**31 - 1


class BadLine(Exception):
    """A line can't be read. ``args``: its number in the file, from 1, and what is wrong, in words."""

    @property
    def line(self) -> int:
        found: int = self.args[0]
        return found

    @property
    def problem(self) -> Said:
        found: Said = self.args[1]
        return found


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


def checked(record: Record, line: int, seen: set[str]) -> Record:
    """The same, where a database can hold it and no line ``seen`` has its number.

    Raises BadLine for a number that comes twice; ValueError or OverflowError, which name the value.
    """
    for each in (record, *record.children):
        _demand(each)
        if each.foreign_id in seen:
            words = _("The number “%(id)s” stands in the file twice. Keep one of the two.")
            raise BadLine(line, say(words, id=each.foreign_id[1:]))
        seen.add(each.foreign_id)
    return record


def _demand(record: Record) -> None:
    for account in (record.foreign_id, record.author, *record.voters):
        if len(account) > LONGEST_ID:
            raise ValueError(f"{account[:LONGEST_ID]}…")
    if any(n < 0 for n in record.votes.values()) or sum(record.votes.values()) > MOST_VOTES:
        raise ValueError(str(dict(record.votes))[:200])
    record.at.astimezone(UTC)  # a moment outside of all calendars is refused
    held = [record.title, record.text, record.section, dict(record.data)]
    words = json.dumps(held, ensure_ascii=False, allow_nan=False)
    words.encode()  # and half a character
    if "\\u0000" in words:
        raise ValueError("\\u0000")
