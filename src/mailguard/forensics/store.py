"""The working folder of a case: one SQLite file, for its owner alone, that survives being killed."""

import json
import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from mailguard.forensics.judging import Finding
from mailguard.i18n import Complaint

VERSION = 1
NAME = "case.sqlite3"
_SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE files (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
    sha256 TEXT NOT NULL, n INTEGER NOT NULL, offset INTEGER NOT NULL, is_done INTEGER NOT NULL,
    why TEXT NOT NULL, chain TEXT NOT NULL);
CREATE TABLE mails (id INTEGER PRIMARY KEY, file INTEGER NOT NULL, path TEXT NOT NULL, box TEXT NOT NULL,
    kind TEXT NOT NULL, sha256 TEXT NOT NULL, bytes_hash TEXT NOT NULL, size INTEGER NOT NULL,
    message_id TEXT NOT NULL, author TEXT NOT NULL, subject TEXT NOT NULL, sent_at INTEGER, at INTEGER,
    copy INTEGER, is_sure INTEGER NOT NULL, is_proven INTEGER NOT NULL, n_differences INTEGER NOT NULL,
    details BLOB NOT NULL, chain TEXT NOT NULL);
CREATE INDEX mails_kind ON mails (kind, id);
CREATE INDEX mails_box ON mails (box, at);
CREATE INDEX mails_bytes_hash ON mails (bytes_hash);
CREATE TABLE addresses (box TEXT NOT NULL, address TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (box, address)) WITHOUT ROWID;
CREATE TABLE stamps (id INTEGER PRIMARY KEY, at TEXT NOT NULL, n INTEGER NOT NULL, head TEXT NOT NULL,
    chain TEXT NOT NULL);
"""


class BadCase(Complaint):
    """The folder can't be used, or not in this way."""


class Row(NamedTuple):
    """One mail of the case, as lists show it."""

    id: int
    path: str
    box: str
    kind: str
    sha256: str
    size: int
    message_id: str
    author: str
    subject: str
    sent_at: int | None
    at: int | None
    copy: int | None
    is_sure: bool
    is_proven: bool
    n_differences: int


COLUMNS = ", ".join(Row._fields)


@dataclass
class Place:
    """How far a file has been read: ``n`` mails, the last of which begins at ``offset``."""

    id: int
    n: int = 0
    offset: int = 0
    is_done: bool = False


class Store:
    """The SQLite file. One process writes (``writing`` holds a lock), any number read."""

    def __init__(self, folder: Path, is_new: bool = False) -> None:
        self.folder, self.path = folder, folder / NAME
        if is_new:
            self._make()
        elif not self.path.is_file():
            raise BadCase("There is no case in {folder}.", folder=folder)
        try:
            self.base = self._opened()
            self.base.execute("PRAGMA cache_size = -16000")
            row = self.base.execute("SELECT value FROM about WHERE name = 'version'").fetchone()
        except sqlite3.Error as error:
            raise BadCase("{folder} can't be used as a case: {why}.", folder=folder, why=error) from error
        if not row or row[0] != str(VERSION):
            raise BadCase("{folder} was made by another version: start a new case.", folder=folder)

    def _make(self) -> None:
        """Whole or not at all: the file gets its name when all is in it."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        if self.path.exists():
            return
        unfinished = self.folder / f"{NAME}.part"
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        base = sqlite3.connect(unfinished)
        base.executescript(_SCHEMA)
        base.execute("INSERT INTO about VALUES ('version', ?)", [str(VERSION)])
        base.commit()
        base.close()
        unfinished.rename(self.path)

    def _opened(self) -> sqlite3.Connection:
        """The file; where nobody can write, as one that nobody changes: SQLite would make files beside it."""
        if os.access(self.folder, os.W_OK):
            return sqlite3.connect(self.path, timeout=20)
        beside = self.path.with_name(f"{NAME}-wal")
        if beside.exists() and beside.stat().st_size:
            raise BadCase(
                "{folder} can't be written, and a part of the case lies beside it still: copy the folder to"
                " where it can be written.",
                folder=self.folder,
            )
        return sqlite3.connect(f"{self.path.absolute().as_uri()}?immutable=1", uri=True)

    def settle(self) -> None:
        """Put all of a case that is finished into the one file, if nobody else looks at it now."""
        with suppress(sqlite3.OperationalError):
            self.base.execute("PRAGMA busy_timeout = 0")
            self.base.execute("PRAGMA journal_mode = DELETE")
        self.base.execute("PRAGMA busy_timeout = 20000")

    def close(self) -> None:
        self.base.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Alone: two readings of one case would count everything twice."""
        import fcntl

        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise BadCase("{folder} is being read already.", folder=self.folder) from error
            self.base.execute("PRAGMA journal_mode = WAL")
            self.base.execute("PRAGMA synchronous = NORMAL")
            yield

    # --- What the case is ---
    def get(self, name: str, default: str = "") -> str:
        row = self.base.execute("SELECT value FROM about WHERE name = ?", [name]).fetchone()
        return row[0] if row else default

    def put(self, **values: str) -> None:
        with self.base:
            self.base.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", list(values.items()))

    # --- Files ---
    def place(self, path: str) -> Place | None:
        """How far it was read, None where it wasn't begun."""
        row = self.base.execute("SELECT id, n, offset, is_done FROM files WHERE path = ?", [path]).fetchone()
        return Place(row[0], row[1], row[2], bool(row[3])) if row else None

    def next_ids(self) -> tuple[int, int]:
        (file,) = self.base.execute("SELECT coalesce(max(id), 0) + 1 FROM files").fetchone()
        (mail,) = self.base.execute("SELECT coalesce(max(id), 0) + 1 FROM mails").fetchone()
        return file, mail

    # --- Mails ---
    def rows(
        self, where: str = "", values: tuple[Any, ...] = (), limit: int = 1_000_000_000
    ) -> Iterator[Row]:
        """Mails in the order in which they were read; ``where`` is of ours, never typed."""
        sql = f"SELECT {COLUMNS} FROM mails {where} LIMIT ?"  # noqa: S608
        for row in self.base.execute(sql, [*values, limit]):
            yield Row._make(row)

    def details(self, number: int) -> dict[str, Any]:
        row = self.base.execute("SELECT details FROM mails WHERE id = ?", [number]).fetchone()
        return unpacked(row[0]) if row else {}


def packed(finding: Finding) -> bytes:
    return zlib.compress(json.dumps(finding.details(), separators=(",", ":"), sort_keys=True).encode(), 1)


def unpacked(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(data))
    return found
