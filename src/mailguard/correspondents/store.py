"""The store itself: learn a message, tell what is known of another one's author."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from mailguard.authentication.trusted import HABIT
from mailguard.correspondents import asking, schema, writing
from mailguard.facts import Facts, Relation

_TAKEN_IN, _BELOW = "taken in by ", "below of "  # and a server's name: rows of meta
_MOST_IN_A_WRITE = 500  # messages; other processes wait that long at most


class Memory:
    """A store of relations at ``path``, for processes and threads. BadMemory says what is wrong.

    One that is only read must exist (FileNotFoundError otherwise).
    """

    def __init__(self, path: Path | str, *, is_read_only: bool = False) -> None:
        self.path = Path(path)
        self._base = schema.connect(self.path, is_read_only=is_read_only)
        self._lock = threading.RLock()
        key: bytes = self._base.execute("SELECT value FROM meta WHERE name = 'key'").fetchone()[0]
        self._keyed = hashlib.blake2b(key=key, digest_size=8)
        self._n_waiting: int | None = None  # None: every message is written at once

    def hash(self, text: str) -> int:
        """64 signed bits that only this store makes of the text."""
        digest = self._keyed.copy()
        digest.update(text.encode("utf-8", "surrogatepass"))
        return int.from_bytes(digest.digest(), "big", signed=True)

    def relation(self, facts: Facts) -> Relation:
        """What earlier mail says of this one's author. Reads only."""
        with self._lock:
            if self._base.in_transaction:
                return asking.relation(self._base, self.hash, facts)
            self._base.execute("BEGIN")  # one lock for all look-ups, and one moment
            try:
                return asking.relation(self._base, self.hash, facts)
            finally:
                self._base.execute("COMMIT")

    def learn(self, facts: Facts, *, is_trusted: bool = True) -> bool:
        """Count a message, once by its Message-ID; an untrusted one is only noted, for bursts."""
        with self._lock:
            if not self._base.in_transaction:
                self._base.execute("BEGIN IMMEDIATE")
            try:
                is_new = writing.learn(self._base, self.hash, facts, is_trusted)
            except BaseException:
                if self._base.in_transaction:  # on a full disk SQLite has taken all back already
                    self._base.execute("ROLLBACK")
                raise
            if self._n_waiting is None:
                self._base.execute("COMMIT")
            else:
                self._n_waiting += 1
                if self._n_waiting >= _MOST_IN_A_WRITE:
                    self._flush()
            return is_new

    def knows(self, message_id: str) -> bool:
        with self._lock:
            key = self.hash(writing.bare(message_id))
            return self._base.execute("SELECT 1 FROM message WHERE id = ?", (key,)).fetchone() is not None

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Within it messages are written some hundreds at a time, some 20 times faster."""
        self._n_waiting = 0
        try:
            yield
        finally:
            with self._lock:
                self._flush()
                self._n_waiting = None

    def _flush(self) -> None:
        if self._base.in_transaction:
            self._base.execute("COMMIT")
        self._n_waiting = 0

    def prune(self, before: datetime) -> int:
        """Forget whom and what was last met before that moment; the number of messages forgotten."""
        with self._lock:
            self._base.execute("BEGIN IMMEDIATE")
            n_gone = writing.prune(self._base, int(before.timestamp()))
            self._base.execute("COMMIT")
            return n_gone

    def note_place(self, server: str, is_below: bool) -> None:
        """Count where a server of ours wrote its results (``auth.trusted.place``); for ``results_below``."""
        with self._lock:
            for name, n in ((f"{_TAKEN_IN}{server}", 1), (f"{_BELOW}{server}", int(is_below))):
                self._base.execute(
                    "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + ?",
                    (name, n, n),
                )

    def results_below(self) -> tuple[str, ...]:
        """The servers of ours whose habit it is to write their results right below their own Received."""
        with self._lock:
            rows = dict(self._base.execute("SELECT name, value FROM meta WHERE name <> 'key'").fetchall())
        least, share = HABIT
        servers = [name.removeprefix(_BELOW) for name in rows if name.startswith(_BELOW)]
        return tuple(
            server
            for server in sorted(servers)
            if rows[f"{_TAKEN_IN}{server}"] >= least
            and rows[f"{_BELOW}{server}"] >= share * rows[f"{_TAKEN_IN}{server}"]
        )

    @property
    def n_known(self) -> int:
        with self._lock:
            row = self._base.execute("SELECT value FROM meta WHERE name = 'n_known'").fetchone()
            return int(row[0])

    def close(self) -> None:
        with self._lock:
            self._base.close()

    def __enter__(self) -> "Memory":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
