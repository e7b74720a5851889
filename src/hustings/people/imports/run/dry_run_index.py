"""Index of the lines that a dry run has read: in a file, so that a million need no memory."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from hustings.people.imports.match.directory import Line
from hustings.people.imports.match.plan import Outcome, Planned
from hustings.people.persons.matching import key_owners, match_keys
from hustings.people.persons.matching.key_owners import Who

_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;
CREATE TABLE owner (key TEXT PRIMARY KEY, who INTEGER) WITHOUT ROWID;
CREATE TABLE sharer (key TEXT, who INTEGER, PRIMARY KEY (key, who)) WITHOUT ROWID;
CREATE TABLE person (who INTEGER PRIMARY KEY, line INTEGER, number TEXT);
"""


class DryRunIndex:
    """A run would find these in the database; a check writes nothing there."""

    def __init__(self, order: Sequence[str] = match_keys.USUAL) -> None:
        self.order = order  # the kinds of keys that lines are known by
        self.store = sqlite3.connect("", isolation_level=None)  # a temporary file, gone when closed
        self.store.executescript(_TABLES)

    def owners(self, wanted: Collection[str]) -> dict[str, Who]:
        found: dict[str, Who] = dict(self._ask("SELECT key, who FROM owner WHERE key IN", wanted))
        for key, who in self._ask("SELECT key, who FROM sharer WHERE key IN", wanted):
            key_owners.add(found, key, who)
        return found

    def lines(self, people: Collection[Who]) -> dict[Who, Line]:
        found = self._ask("SELECT who, line, number FROM person WHERE who IN", people)
        return {who: Line(line, number, who < 0) for who, line, number in found}

    def remember(self, planned: Iterable[Planned]) -> None:
        people: list[tuple[Who, int, str]] = []
        owners: list[tuple[str, Who]] = []
        sharers: list[tuple[str, Who]] = []
        for each in planned:
            one = each.standing
            if one is None or one.line is None or each.outcome == Outcome.SAME:
                continue
            who = one.pk if one.pk is not None else -one.line
            people.append((who, one.line, one.plain.get("external_id") or ""))
            for key in match_keys.of(each.row, self.order):
                (owners if key[0] in match_keys.UNIQUE else sharers).append((key, who))
        self.store.execute("BEGIN")
        self.store.executemany("INSERT OR IGNORE INTO person VALUES (?, ?, ?)", people)
        self.store.executemany("INSERT OR IGNORE INTO owner VALUES (?, ?)", owners)
        self.store.executemany("INSERT OR IGNORE INTO sharer VALUES (?, ?)", sharers)
        self.store.execute("COMMIT")

    def close(self) -> None:
        self.store.close()

    def _ask(self, question: str, wanted: Collection[str] | Collection[int]) -> list[Any]:
        if not wanted:
            return []
        marks = ", ".join("?" * len(wanted))
        return self.store.execute(f"{question} ({marks})", list(wanted)).fetchall()
