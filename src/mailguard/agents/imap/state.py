"""State of the watcher in one SQLite file: places, plans, deeds.

A plan is written before the server is asked and crossed out after: the next start looks what became of it.
"""

import fcntl
import json
import sqlite3
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from mailguard.i18n import Complaint, mark

HOLD, RELEASE, DELETE, WARN, EXPIRE = "hold", "release", "delete", "warn", "expire"  # plans
PASSED, WARNED, HELD, RELEASED, DELETED, GONE, LEFT, EXPIRED = (
    *("passed", "warned", "held", "released", "deleted", "gone", "left", "expired"),
)  # what became of a mail
_SCHEMA = """
CREATE TABLE IF NOT EXISTS folder (
    box TEXT, name TEXT, validity INTEGER, read_to INTEGER, read_at REAL, PRIMARY KEY (box, name)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mail (
    id INTEGER PRIMARY KEY, box TEXT, folder TEXT, validity INTEGER, uid INTEGER, sha256 TEXT,
    message_id TEXT, size INTEGER, traits TEXT, became TEXT, plan TEXT, held_validity INTEGER,
    held_uid INTEGER, seen_at REAL, seen TEXT, held_at REAL NOT NULL DEFAULT 0,
    UNIQUE (box, folder, validity, uid)
);
CREATE INDEX IF NOT EXISTS mail_sha256 ON mail (sha256, box);
CREATE INDEX IF NOT EXISTS mail_message_id ON mail (message_id) WHERE message_id != '';
CREATE INDEX IF NOT EXISTS mail_plan ON mail (box) WHERE plan != '';
CREATE INDEX IF NOT EXISTS mail_seen_at ON mail (seen_at);
CREATE TABLE IF NOT EXISTS pending (
    order_id TEXT, box TEXT, data TEXT, at REAL, PRIMARY KEY (order_id, box)
) WITHOUT ROWID;
"""
_DAY = 86_400.0
_PATIENCE = 30.0  # days that an order waits for a mailbox that can't be reached
_LONGEST = 1_100.0  # days for which held mail is remembered that nobody lets go


@dataclass(frozen=True, slots=True)
class Row:
    """One mail of a box: where it was found, what is planned with it, what became of it.

    ``held_validity`` and ``held_uid``: where it is now; ``seen``: the sighting until the plan is carried out.
    """

    box: str
    folder: str
    validity: int
    uid: int
    sha256: str
    message_id: str = ""
    size: int = 0
    traits: tuple[tuple[str, str], ...] = ()
    became: str = PASSED
    plan: str = ""
    held_validity: int = 0
    held_uid: int = 0
    seen_at: float = field(default_factory=time.time)
    seen: dict[str, Any] = field(default_factory=dict)
    id: int = 0
    held_at: float = 0.0


_COLUMNS = [each.name for each in fields(Row) if each.name != "id"]
_MADE = f"INSERT OR IGNORE INTO mail ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608
_CHANGED = (
    "UPDATE mail SET became = ?, plan = ?, held_validity = ?, held_uid = ?, seen = ?, held_at = ?"
    " WHERE id = ?"
)
_ALL = f"SELECT {', '.join(_COLUMNS)}, id FROM mail "  # noqa: S608 - names of ours


class InUse(Complaint):
    """Another process watches with this memory: two would move mail twice."""


class State:
    """The file at ``path``, for threads of one process. InUse by another, OSError or sqlite3.Error."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._alone = path.with_suffix(".lock").open("wb")
        try:
            fcntl.flock(self._alone, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._alone.close()
            raise InUse(mark("{path}: another watcher uses it just now."), path=path) from error
        self._lock = threading.RLock()
        self._base = sqlite3.connect(path, timeout=20, isolation_level=None, check_same_thread=False)
        path.chmod(0o600)
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = FULL")
        self._base.executescript(_SCHEMA)

    def close(self) -> None:
        with self._lock:
            self._base.close()
            self._alone.close()

    def _run(self, *statements: tuple[str, Iterable[Any]]) -> list[tuple[Any, ...]]:
        """All or nothing; the rows of the last one."""
        with self._lock, self._base:
            self._base.execute("BEGIN IMMEDIATE")
            for statement, values in statements[:-1]:
                self._base.execute(statement, tuple(values))
            return self._base.execute(statements[-1][0], tuple(statements[-1][1])).fetchall()

    def _ask(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._base.execute(statement, values).fetchall()

    # --- Folders -----------------------------------------------------------------------------------
    def read_to(self, box: str, name: str) -> tuple[int, int, float]:
        """UIDVALIDITY, the last number that was read and when; zeros for a folder that is new to us."""
        found = self._ask(
            "SELECT validity, read_to, read_at FROM folder WHERE box = ? AND name = ?", box, name
        )
        return found[0] if found else (0, 0, 0.0)

    def begin_at(self, box: str, name: str, validity: int, read_to: int) -> None:
        """Read on behind this number: the folder is new, or its numbers have changed."""
        self._run(_upto(box, name, validity, read_to))

    def passed(self, box: str, name: str, validity: int, read_to: int) -> None:
        """There was nothing to judge up to this number."""
        self._run(_upto(box, name, validity, read_to))

    # --- Mails -------------------------------------------------------------------------------------
    def judged(self, row: Row) -> Row:
        """Note a mail with its plan, and that its folder was read up to it; in one step."""
        upto = _upto(row.box, row.folder, row.validity, row.uid)
        return self._kept(row, upto)

    def keep(self, row: Row) -> Row:
        """Note a mail that an order speaks of; one that is known stays as it is."""
        return self._kept(row)

    def _kept(self, row: Row, *more: tuple[str, Iterable[Any]]) -> Row:
        where = (row.box, row.folder, row.validity, row.uid)
        found = self._run(
            *more,
            (_MADE, _values(row)),
            (_ALL + "WHERE box = ? AND folder = ? AND validity = ? AND uid = ?", where),
        )
        return _row(found[0])

    def change(self, row: Row, **values: Any) -> Row:
        new = replace(row, **values)
        seen = json.dumps(new.seen) if new.seen else ""
        place = new.held_validity, new.held_uid
        self._run((_CHANGED, (new.became, new.plan, *place, seen, new.held_at, new.id)))
        return new

    def end_release(self, sha256: str, box: str) -> None:
        """These bytes are to be held or deleted now: that they were released once lets no copy pass."""
        self._run(
            (
                "UPDATE mail SET became = ? WHERE sha256 = ? AND box = ? AND became = ?",
                (PASSED, sha256, box, RELEASED),
            )
        )

    def planned(self, box: str) -> list[Row]:
        """Plans that were not carried out yet, oldest first."""
        return self._rows("WHERE box = ? AND plan != '' ORDER BY id", box)

    def due(self, box: str, before: float, after: int, most: int) -> list[Row]:
        """Held mail of a box that was held before that moment, by its numbers here, behind one."""
        return self._rows(
            "WHERE box = ? AND became IN (?, ?) AND plan = '' AND held_at < ? AND id > ? ORDER BY id LIMIT ?",
            *(box, HELD, LEFT, before, after, most),
        )

    def same(self, sha256: str, box: str = "") -> list[Row]:
        """Mails of exactly these bytes, newest first."""
        if box:
            return self._rows("WHERE sha256 = ? AND box = ? ORDER BY id DESC", sha256, box)
        return self._rows("WHERE sha256 = ? ORDER BY id DESC", sha256)

    def of_message(self, message_id: str, box: str) -> list[Row]:
        return self._rows(
            "WHERE message_id = ? AND message_id != '' AND box = ? ORDER BY id", message_id, box
        )

    def sharing(self, values: Iterable[str], box: str) -> list[Row]:
        wanted = [json.dumps(each) for each in values]
        if not wanted:
            return []
        return self._rows(
            "WHERE box = ? AND EXISTS (SELECT 1 FROM json_each(?) AS one WHERE instr(traits, one.value))"
            " ORDER BY id",
            box,
            json.dumps(wanted),
        )

    def at(self, box: str, folder: str, validity: int, uid: int) -> Row | None:
        found = self._rows(
            "WHERE box = ? AND folder = ? AND validity = ? AND uid = ?", box, folder, validity, uid
        )
        return found[0] if found else None

    def _rows(self, condition: str, *values: Any) -> list[Row]:
        return [_row(each) for each in self._ask(_ALL + condition, *values)]

    def count(self, box: str) -> tuple[int, int]:
        found = self._ask("SELECT count(*), sum(became = ?) FROM mail WHERE box = ?", HELD, box)
        return int(found[0][0]), int(found[0][1] or 0)

    # --- Orders ------------------------------------------------------------------------------------
    def await_order(self, order_id: str, boxes: Iterable[str], data: dict[str, Any]) -> None:
        rows = [(order_id, box, json.dumps(data), time.time()) for box in boxes]
        with self._lock, self._base:
            self._base.execute("BEGIN IMMEDIATE")
            self._base.executemany("INSERT OR IGNORE INTO pending VALUES (?, ?, ?, ?)", rows)

    def pending(self, box: str) -> list[tuple[str, dict[str, Any]]]:
        """Orders that this box has to carry out, oldest first."""
        found = self._ask("SELECT order_id, data FROM pending WHERE box = ? ORDER BY at, order_id", box)
        return [(order_id, json.loads(data)) for order_id, data in found]

    def obeyed(self, order_id: str, box: str) -> None:
        self._run(("DELETE FROM pending WHERE order_id = ? AND box = ?", (order_id, box)))

    def forget(self, days: float, kept_days: float = 0.0) -> None:
        """What is older than that. Held mail is remembered until it goes where it has an end, after
        ``kept_days``; else eight times as long."""
        now = time.time()
        held = max(8 * days, _LONGEST) if kept_days else 8 * days
        self._run(
            ("DELETE FROM pending WHERE at < ?", (now - _PATIENCE * _DAY,)),
            (
                "DELETE FROM mail WHERE plan = ''"
                " AND (seen_at < ? OR (became NOT IN (?, ?) AND seen_at < ?))",
                (now - held * _DAY, HELD, LEFT, now - days * _DAY),
            ),
        )


def _upto(box: str, name: str, validity: int, read_to: int) -> tuple[str, tuple[Any, ...]]:
    return (
        "INSERT OR REPLACE INTO folder (box, name, validity, read_to, read_at) VALUES (?, ?, ?, ?, ?)",
        (box, name, validity, read_to, time.time()),
    )


def _values(row: Row) -> tuple[Any, ...]:
    values = {name: getattr(row, name) for name in _COLUMNS}
    values["traits"] = json.dumps([list(each) for each in row.traits])
    values["seen"] = json.dumps(row.seen) if row.seen else ""
    return tuple(values.values())


def _row(values: tuple[Any, ...]) -> Row:
    named = dict(zip([*_COLUMNS, "id"], values, strict=True))
    named["traits"] = tuple((kind, value) for kind, value in json.loads(named["traits"]))
    named["seen"] = json.loads(named["seen"]) if named["seen"] else {}
    return Row(**named)
