"""The store's tables, and how they are opened.

Correspondents stand in words, to be shown; all else in 64-bit keyed hashes (BLAKE2b, RFC 7693) whose key
stays in the file. No text can be read.
"""

import os
import secrets
import sqlite3
import time
from pathlib import Path
from urllib.parse import quote

from mailguard.i18n import Complaint, of_system

VERSION = 1
WAIT_S = 20.0  # for other processes that write
_APPLICATION = 0x4D475244  # "MGRD": tells our files from others

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE party (
    id INTEGER PRIMARY KEY, text TEXT NOT NULL, n_received INTEGER NOT NULL DEFAULT 0,
    n_sent INTEGER NOT NULL DEFAULT 0, n_authenticated INTEGER NOT NULL DEFAULT 0,
    first_at INTEGER NOT NULL, last_at INTEGER NOT NULL);
CREATE TABLE alike (look INTEGER, party INTEGER, PRIMARY KEY (look, party)) WITHOUT ROWID;
CREATE TABLE name (
    name INTEGER, party INTEGER, n INTEGER NOT NULL, last_at INTEGER NOT NULL, PRIMARY KEY (name, party)
) WITHOUT ROWID;
CREATE TABLE pair (
    author INTEGER, recipient INTEGER, n INTEGER NOT NULL, last_at INTEGER NOT NULL,
    PRIMARY KEY (author, recipient)) WITHOUT ROWID;
CREATE TABLE mark (
    party INTEGER, kind INTEGER, value INTEGER, n INTEGER NOT NULL, last_at INTEGER NOT NULL,
    PRIMARY KEY (party, kind, value)) WITHOUT ROWID;
CREATE TABLE message (id INTEGER PRIMARY KEY, thread INTEGER NOT NULL, at INTEGER NOT NULL);
CREATE TABLE member (
    thread INTEGER, who INTEGER, at INTEGER NOT NULL, PRIMARY KEY (thread, who)) WITHOUT ROWID;
CREATE TABLE print (
    value INTEGER, message INTEGER, party INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (value, message)
) WITHOUT ROWID;
CREATE INDEX print_at ON print (at);
"""
COUNTERS = ("n_known", "n_sent", "since_at", "sent_since_at")


class BadMemory(Complaint):
    """The file is no store of ours, or one of a later version; the message says which."""


def connect(path: Path, *, is_read_only: bool = False) -> sqlite3.Connection:
    """Open the store for many processes, waiting 20 s; a read-only one must exist (FileNotFoundError)."""
    try:
        base = _opened(path, is_read_only)
    except sqlite3.OperationalError as error:
        raise BadMemory("{path}: {why}", path=path, why=of_system(error)) from error
    try:
        _prepare(base, path, is_read_only)
    except sqlite3.DatabaseError as error:
        base.close()
        raise BadMemory("{path}: {why}", path=path, why=of_system(error)) from error
    except BadMemory:
        base.close()
        raise
    return base


def _opened(path: Path, is_read_only: bool) -> sqlite3.Connection:
    if not is_read_only:
        return sqlite3.connect(path, timeout=WAIT_S, isolation_level=None, check_same_thread=False)
    path.open("rb").close()  # whoever can't read it hears why
    uri = f"file:{quote(str(path.absolute()))}?mode=ro"
    if not os.access(path.absolute().parent, os.W_OK):
        # A log of changes can't be opened there; without one the file is whole in itself.
        uri += "" if Path(f"{path}-wal").exists() else "&immutable=1"
    return sqlite3.connect(uri, uri=True, timeout=WAIT_S, isolation_level=None, check_same_thread=False)


def _prepare(base: sqlite3.Connection, path: Path, is_read_only: bool) -> None:
    application, version, n_tables = _what_it_is(base)
    if n_tables and application != _APPLICATION:
        raise BadMemory("{path}: this is another program's database", path=path)
    if version > VERSION:
        raise BadMemory("{path}: it was written by a later version of mailguard", path=path)
    if is_read_only:
        if not version:
            raise BadMemory("{path}: there is no memory of mailguard in it", path=path)
        return
    _write_ahead(base)
    base.execute("PRAGMA synchronous = NORMAL")
    base.execute("PRAGMA cache_size = -32000")
    if not version:
        _create(base)


def _what_it_is(base: sqlite3.Connection) -> tuple[int, int, int]:
    """Whose file it is, its version and how many tables it has, all of one moment: others may just be
    making them."""
    base.execute("BEGIN")
    try:
        application, version = (
            base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
        return application, version, base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    finally:
        base.execute("ROLLBACK")


def _write_ahead(base: sqlite3.Connection) -> None:
    """Readers and a writer at once. SQLite itself doesn't wait for the moment alone that this needs."""
    until = time.monotonic() + WAIT_S
    while True:
        try:
            base.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _create(base: sqlite3.Connection) -> None:
    base.execute("BEGIN IMMEDIATE")
    if not base.execute("PRAGMA user_version").fetchone()[0]:  # another process may have been faster
        for statement in _TABLES.split(";\n"):
            base.execute(statement)
        base.execute("INSERT INTO meta VALUES ('key', ?)", (secrets.token_bytes(32),))
        base.executemany("INSERT INTO meta VALUES (?, 0)", [(name,) for name in COUNTERS])
        base.execute(f"PRAGMA application_id = {_APPLICATION}")
        base.execute(f"PRAGMA user_version = {VERSION}")
    base.execute("COMMIT")
