"""Our own mail, made ready for comparison: one SQLite file with hashes and places, and no word of it."""

import os
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, NamedTuple

from mailguard import mailboxes
from mailguard.forensics import habits, names, outline, reading, sources
from mailguard.forensics.habits import Habits
from mailguard.forensics.outline import Outline
from mailguard.forensics.reading import Mail
from mailguard.i18n import Complaint
from mailguard.mailboxes import Letter, Unreadable

VERSION = 1
_BATCH = 500
_MOST_ALIKE = 64  # mails that share a key; what more of them share says nothing
_CANDIDATES = 6
_SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE copies (id INTEGER PRIMARY KEY, bytes_hash BLOB NOT NULL UNIQUE, content BLOB NOT NULL,
    path TEXT NOT NULL, offset INTEGER NOT NULL, at INTEGER, outline BLOB NOT NULL);
CREATE INDEX copies_content ON copies (content);
CREATE TABLE keys (key INTEGER NOT NULL, copy INTEGER NOT NULL, PRIMARY KEY (key, copy)) WITHOUT ROWID;
CREATE TABLE seen (address INTEGER NOT NULL, at INTEGER NOT NULL, copy INTEGER NOT NULL,
    PRIMARY KEY (address, at, copy)) WITHOUT ROWID;
CREATE TABLE habits (kind TEXT NOT NULL, domain TEXT NOT NULL, value TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (kind, domain, value)) WITHOUT ROWID;
"""


class BadCopies(Complaint):
    """The index can't be used."""


class Copy(NamedTuple):
    """One mail of ours: where it lies (``offset`` below 0: in an archive), and what is kept of it."""

    id: int
    path: str
    offset: int
    at: int | None
    outline: Outline


class _Entry(NamedTuple):
    letter: str
    offset: int
    bytes_hash: bytes
    content: bytes
    at: int | None
    packed: bytes
    keys: list[int]
    addresses: list[int]
    habits: list[tuple[str, str, str]]
    n_bytes: int


@dataclass
class Tally:
    """What became of the mails read."""

    n_read: int = 0
    n_new: int = 0
    n_unreadable: int = 0
    n_bytes: int = 0


class Copies:
    """The index. Written by one process at a time, read by many."""

    def __init__(self, path: Path, is_read_only: bool = True) -> None:
        self.path = path
        is_new = not path.exists()
        if is_read_only and is_new:
            raise BadCopies("There is no index {path}: make it with “mailguard leak index”.", path=path)
        try:
            self._base = _opened(path, is_read_only)
            if is_new:
                self._base.executescript(_SCHEMA)
                self._base.execute("INSERT INTO about VALUES ('version', ?)", [str(VERSION)])
                self._base.commit()
            self._check()
        except sqlite3.Error as error:
            raise BadCopies("{path} can't be used as an index: {why}.", path=path, why=error) from error

    def _check(self) -> None:
        row = self._base.execute("SELECT value FROM about WHERE name = 'version'").fetchone()
        if not row or row[0] != str(VERSION):
            raise BadCopies("{path} was made by another version: make the index anew.", path=self.path)

    def close(self) -> None:
        self._base.close()

    def __len__(self) -> int:
        return int(self._base.execute("SELECT count(*) FROM copies").fetchone()[0])

    @property
    def stamp(self) -> str:
        n, last = self._base.execute("SELECT count(*), coalesce(max(id), 0) FROM copies").fetchone()
        return f"{n}-{last}"

    # --- Reading ---
    def same(self, bytes_hash: str, content: bytes | None = None) -> Copy | None:
        """The mail with the same bytes, or the same content."""
        where, value = ("bytes_hash", bytes.fromhex(bytes_hash)) if content is None else ("content", content)
        row = self._base.execute(f"{_SELECT} WHERE {where} = ? ORDER BY id LIMIT 1", [value]).fetchone()
        return _copy(row) if row else None

    def alike(self, sure: Iterable[int], near: Iterable[int], least: int) -> list[Copy]:
        """Those that share most with it, the nearest first: one of the first keys, or ``least`` in all."""
        counts: Counter[int] = Counter()
        for keys, n in ((sure, least), (near, 1)):
            for key in keys:
                rows = self._base.execute(
                    "SELECT copy FROM keys WHERE key = ? LIMIT ?", [key, _MOST_ALIKE + 1]
                ).fetchall()
                if len(rows) <= _MOST_ALIKE:
                    counts.update({row[0]: n for row in rows})
        enough = [each for each, n in counts.items() if n >= least]
        best = sorted(enough, key=lambda each: (-counts[each], each))[:_CANDIDATES]
        return [copy for each in best if (copy := self.get(each))]

    def of_id(self, message_id: str) -> list[Copy]:
        key = outline.hashed(f"i{message_id}")
        rows = self._base.execute("SELECT copy FROM keys WHERE key = ? LIMIT ?", [key, _CANDIDATES])
        return [copy for row in rows.fetchall() if (copy := self.get(row[0]))]

    def get(self, number: int) -> Copy | None:
        row = self._base.execute(f"{_SELECT} WHERE id = ?", [number]).fetchone()
        return _copy(row) if row else None

    def habits(self) -> Habits:
        rows = self._base.execute("SELECT kind, domain, value, n FROM habits")
        return Habits(Counter({(kind, domain, value): n for kind, domain, value, n in rows}))

    def times(self, address: str, after: int | None = None) -> Iterator[tuple[int, int]]:
        """When mails of this address arrived, oldest first, and which they are."""
        yield from self._base.execute(
            "SELECT at, copy FROM seen WHERE address = ? AND at > ? ORDER BY at",
            [outline.hashed(address), -(2**62) if after is None else after],
        )

    # --- Writing ---
    def add(self, entries: list[_Entry]) -> int:
        """Keep these, whole or not at all; how many are new."""
        n_new = 0
        counts: Counter[tuple[str, str, str]] = Counter()
        with self._base:
            for each in entries:
                made = self._base.execute(
                    "INSERT OR IGNORE INTO copies (bytes_hash, content, path, offset, at, outline)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    [each.bytes_hash, each.content, each.letter, each.offset, each.at, each.packed],
                )
                if made.rowcount < 1:
                    continue
                n_new += 1
                number = made.lastrowid
                self._base.executemany(
                    "INSERT OR IGNORE INTO keys VALUES (?, ?)", [(k, number) for k in each.keys]
                )
                if each.at is not None:
                    rows = [(address, each.at, number) for address in each.addresses]
                    self._base.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", rows)
                counts.update(each.habits)
            self._base.executemany(
                "INSERT INTO habits VALUES (?, ?, ?, ?)"
                " ON CONFLICT (kind, domain, value) DO UPDATE SET n = n + excluded.n",
                [(*key, n) for key, n in counts.items()],
            )
        return n_new


_SELECT = "SELECT id, path, offset, at, outline FROM copies"


def _copy(row: tuple[int, str, int, int | None, bytes]) -> Copy:
    return Copy(row[0], row[1], row[2], row[3], outline.unpack(row[4]))


def _opened(path: Path, is_read_only: bool) -> sqlite3.Connection:
    if not is_read_only and not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    uri = f"{path.absolute().as_uri()}?mode={'ro' if is_read_only else 'rw'}"
    base = sqlite3.connect(uri, uri=True, timeout=20)
    base.execute("PRAGMA cache_size = -32000")
    if not is_read_only:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
    return base


# --- Making the index ----------------------------------------------------------------------------
def index(
    paths: Iterable[str],
    store: Path,
    folder: Path,
    n_processes: int = 1,
    *,
    progress: Callable[[Tally], None] = lambda tally: None,
    complain: Callable[[str, str], None] = lambda path, why: None,
) -> Tally:
    """Put our own mail into the index. What is in it is passed over: it may be stopped and repeated."""
    from mailguard.forensics.spread import spread

    tally = Tally()
    with closing(Copies(store, is_read_only=False)) as copies:
        waiting: list[_Entry] = []
        letters = _letters(paths, folder, tally, complain)
        for entry in spread(letters, _prepared, n_processes, weigh=lambda each: len(each.raw), lost=_lost):
            tally.n_read += 1
            if entry is None:
                tally.n_unreadable += 1
                continue
            tally.n_bytes += entry.n_bytes
            waiting.append(entry)
            if len(waiting) == _BATCH:
                tally.n_new += copies.add(waiting)
                waiting.clear()
            progress(tally)
        tally.n_new += copies.add(waiting)
        progress(tally)
    return tally


def keep(letters: Iterable[Letter], copies: Copies) -> int:
    """Put these into the index, all or none; how many are new. ``offset`` below 0: no file of its own."""
    return copies.add([_entry(each) for each in letters])


def _letters(
    paths: Iterable[str], folder: Path, tally: Tally, complain: Callable[[str, str], None]
) -> Iterator[Letter]:
    for source in sources.walk(paths, folder, is_dump=False):
        if isinstance(source, Unreadable):
            tally.n_unreadable += 1
            complain(source.path, source.why)
            continue
        if source.is_container:
            continue
        with source.open() as stream:
            for letter in mailboxes.letters_in(stream, source.path):
                if isinstance(letter, Unreadable):
                    tally.n_unreadable += 1
                    complain(letter.path, letter.why)
                else:
                    yield letter if source.is_file else replace(letter, offset=-1)


def _prepared() -> Callable[[Letter], _Entry | None]:
    return _entry


def _lost(letter: Letter) -> _Entry | None:
    return None


def _entry(letter: Letter) -> _Entry:
    mail = reading.read(letter.raw, letter.whole)
    made = outline.outline(mail)
    return _Entry(
        letter.path,
        letter.offset,
        bytes.fromhex(mail.bytes_hash),
        mail.content,
        mail.at,
        made.pack(),
        [*outline.keys(mail, made), *outline.near_keys(made)],
        [outline.hashed(each) for each in reading.addresses(mail)],
        habits.of(mail),
        mail.size,
    )


def again(copy: Copy) -> Mail | None:
    """Our mail itself, where it still lies where it lay; None where it doesn't."""
    if copy.offset < 0:
        return None
    box = re.sub(r"#\d+\Z", "", copy.path) if copy.offset else copy.path
    for each in dict.fromkeys([names.real(box), names.real(copy.path), box, copy.path]):
        try:
            with Path(each).open("rb") as stream:
                found = next(_from(stream, copy), None)
        except OSError:
            continue
        if found and (mail := reading.read(found.raw, found.whole)) and outline.outline(mail) == copy.outline:
            return mail
    return None


def _from(stream: BinaryIO, copy: Copy) -> Iterator[Letter]:
    if copy.offset:
        letters: Iterator[Letter | Unreadable] = mailboxes.rest_of_mbox(stream, copy.path, copy.offset, 2)
    else:
        letters = mailboxes.letters_in(stream, copy.path)
    yield from (each for each in letters if isinstance(each, Letter))
