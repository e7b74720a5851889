"""The register of a case: every file and every mail with its hash, each line chained to the one before.

Lines of time say when how much had been read. They have a chain of their own, which begins with the first
line (when the case was begun), so that those of mails and files are the same however often a reading was
broken off. One hash stands for the ends of all three: whoever keeps it can prove later that no line, those
of time included, was changed, left out or put in since. The times are what the clock of the machine said.

A register that was written before the reading was finished says so in its last line; the hash proves it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from mailguard.forensics.store import Store

FORMAT = "mailguard-leak-register"
VERSION = 1
START = hashlib.sha256(f"{FORMAT} 1".encode()).hexdigest()
OPEN = "unfinished"  # said in the last line, and part of the hash, of what was written before the end


def mail_line(number: int, path: str, sha256: str, size: int, kind: str) -> dict[str, Any]:
    return {"mail": number, "path": path, "sha256": sha256, "size": size, "class": kind}


def file_line(path: str, sha256: str, size: int, n: int, why: str) -> dict[str, Any]:
    return {"file": path, "sha256": sha256, "size": size, "mails": n, "unread": why}


def time_line(at: str, n: int, head: str) -> dict[str, Any]:
    """What is chained of a time: when so many mails had been read, the last of which has this chain."""
    return {"time": at, "mails": n, "head": head}


def link(before: str, line: dict[str, Any]) -> str:
    text = json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def last_time(store: Store) -> str:
    row = store.base.execute("SELECT chain FROM stamps ORDER BY id DESC LIMIT 1").fetchone()
    return row[0] if row else link(START, _first(store))


def _first(store: Store) -> dict[str, Any]:
    begun, engine = store.get("begun"), store.get("engine")
    return {"format": FORMAT, "version": VERSION, "begun": begun, "engine": engine}


def lines(store: Store) -> Iterator[dict[str, Any]]:
    """The whole register: what it is, mails, files, times, and how many of each."""
    yield _first(store)
    for row in store.base.execute("SELECT id, path, sha256, size, kind, chain FROM mails ORDER BY id"):
        yield {**mail_line(*row[:5]), "chain": row[5]}
    rows = store.base.execute(
        "SELECT path, sha256, size, n, why, chain FROM files WHERE is_done = 1 ORDER BY id"
    )
    for row in rows:
        yield {**file_line(*row[:5]), "chain": row[5]}
    for row in store.base.execute("SELECT at, n, head, chain FROM stamps ORDER BY id"):
        yield {**time_line(*row[:3]), "chain": row[3]}
    counts = store.base.execute(
        "SELECT (SELECT count(*) FROM mails), (SELECT count(*) FROM files WHERE is_done = 1),"
        " (SELECT count(*) FROM stamps)"
    )
    yield _last_line(head(store), not store.get("finished"), *counts.fetchone())


def _last_line(end: str, is_open: bool, n_mails: int, n_files: int, n_times: int) -> dict[str, Any]:
    made = {"end": end, "mails": n_mails, "files": n_files, "times": n_times}
    return made | ({OPEN: True} if is_open else {})


def write(store: Store, path: Path) -> str:
    """As JSON lines; the hash that stands for all of it, which belongs in a safe place."""
    store.base.execute("BEGIN")  # as it is now, whatever a reading adds meanwhile
    try:
        with path.open("w", encoding="utf-8") as file:
            for line in lines(store):
                file.write(json.dumps(line, ensure_ascii=True) + "\n")
        return head(store)
    finally:
        store.base.rollback()


def head(store: Store) -> str:
    """The hash that stands for all of it."""
    mail = store.base.execute("SELECT chain FROM mails ORDER BY id DESC LIMIT 1").fetchone()
    file = store.base.execute("SELECT chain FROM files WHERE is_done = 1 ORDER BY id DESC LIMIT 1").fetchone()
    ends = [mail[0] if mail else START, file[0] if file else START]
    return _head([*ends, last_time(store), *([] if store.get("finished") else [OPEN])])


def _head(ends: list[str]) -> str:
    return hashlib.sha256("\n".join(ends).encode()).hexdigest()


@dataclass
class Check:
    """A verification's result; ``faults`` are (number of the line, code), the first hundred.

    ``is_register`` where any line is of one; ``is_open``: written before the reading was finished.
    """

    n_mails: int = 0
    n_files: int = 0
    n_times: int = 0
    head: str = ""
    is_register: bool = False
    is_open: bool = False
    faults: list[tuple[int, str]] = field(default_factory=list)

    def fault(self, number: int, code: str) -> None:
        if len(self.faults) < 100:
            self.faults.append((number, code))


def verify(file: Iterable[str]) -> Check:
    """Whether the chains of a register hold; ``head`` is to be compared with the one that was kept."""
    reading = _Reading()
    for number, text in enumerate(file, 1):
        reading.take(number, text)
    return reading.end()


class _Reading:
    def __init__(self) -> None:
        self.made = Check()
        self.last = {"mail": START, "file": START, "time": START}
        self.chains = {0: START}
        self.heads: list[tuple[int, int, str]] = []
        self.number = 0
        self.is_closed = False

    def take(self, number: int, text: str) -> None:
        self.number, line = number, _read(text)
        if line is None or self.is_closed:
            self.made.fault(number, "line")
        elif number == 1:
            self._first(line)
        elif "time" in line:
            self._time(line)
        elif "mail" in line or "file" in line:
            self._chained("mail" if "mail" in line else "file", line)
        elif "end" in line:
            self.is_closed, self.made.is_open = True, line.get(OPEN) is True
            if line != self._closing():
                self.made.fault(number, "end")
        else:
            self.made.fault(number, "line")

    def end(self) -> Check:
        for number, n, kept in self.heads:
            if self.chains.get(n) != kept:
                self.made.fault(number, "time")
        if self.made.is_register and not self.is_closed:
            self.made.fault(self.number, "no_end")
        self.made.head = self._head()
        return self.made

    def _head(self) -> str:
        return _head([*self.last.values(), *([OPEN] if self.made.is_open else [])])

    def _closing(self) -> dict[str, Any]:
        return _last_line(
            self._head(), self.made.is_open, self.made.n_mails, self.made.n_files, self.made.n_times
        )

    def _first(self, line: dict[str, Any]) -> None:
        self.made.is_register = line.get("format") == FORMAT
        if not self.made.is_register or line.get("version") != VERSION:
            self.made.fault(self.number, "format")
        else:
            self.last["time"] = link(START, line)

    def _time(self, line: dict[str, Any]) -> None:
        self.made.n_times += 1
        if not _is_time(line):
            self.made.fault(self.number, "no_time")
            return
        self.heads.append((self.number, line["mails"], line["head"]))
        self._linked("time", line)

    def _linked(self, kind: str, line: dict[str, Any]) -> str:
        chain = str(line.pop("chain", ""))
        if link(self.last[kind], line) != chain:
            self.made.fault(self.number, "chain")
        self.last[kind] = chain
        return chain

    def _chained(self, kind: str, line: dict[str, Any]) -> None:
        self.made.is_register = True
        chain = self._linked(kind, line)
        if kind == "file":
            self.made.n_files += 1
            return
        self.made.n_mails += 1
        if line["mail"] != self.made.n_mails:
            self.made.fault(self.number, "order")
        self.chains[self.made.n_mails] = chain


def _is_time(line: dict[str, Any]) -> bool:
    at, n, kept = line.get("time"), line.get("mails"), line.get("head")
    if not (isinstance(at, str) and isinstance(kept, str) and type(n) is int):
        return False
    try:
        datetime.fromisoformat(at)
    except ValueError:
        return False
    return True


def _read(text: str) -> dict[str, Any] | None:
    try:
        line = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return line if isinstance(line, dict) else None
