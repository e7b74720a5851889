"""The register of a case: every file and every mail with its hash, each line chained to the one before.

Whoever keeps the last hash can prove later that no line was changed, left out or put in. Lines of time say
when how much had been read; they are beside the chain, which is the same however often it was broken off.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mailguard.leaks.store import Store

FORMAT = "mailguard-leak-register"
VERSION = 1
START = hashlib.sha256(f"{FORMAT} {VERSION}".encode()).hexdigest()


def mail_line(number: int, path: str, sha256: str, size: int, kind: str) -> dict[str, Any]:
    """What is chained of a mail."""
    return {"mail": number, "path": path, "sha256": sha256, "size": size, "class": kind}


def file_line(path: str, sha256: str, size: int, n: int, why: str) -> dict[str, Any]:
    """What is chained of a file."""
    return {"file": path, "sha256": sha256, "size": size, "mails": n, "unread": why}


def link(before: str, line: dict[str, Any]) -> str:
    """The hash of a line and of all before it."""
    text = json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def lines(store: Store) -> Iterator[dict[str, Any]]:
    """The whole register: what it is, mails, files, times."""
    yield {"format": FORMAT, "version": VERSION, "begun": store.get("begun"), "engine": store.get("engine")}
    for row in store.base.execute("SELECT id, path, sha256, size, kind, chain FROM mails ORDER BY id"):
        yield {**mail_line(*row[:5]), "chain": row[5]}
    rows = store.base.execute(
        "SELECT path, sha256, size, n, why, chain FROM files WHERE is_done = 1 ORDER BY id"
    )
    for row in rows:
        yield {**file_line(*row[:5]), "chain": row[5]}
    for at, n, head in store.base.execute("SELECT at, n, head FROM stamps ORDER BY id"):
        yield {"time": at, "mails": n, "head": head}


def write(store: Store, path: Path) -> str:
    """As JSON lines; the hash that stands for all of it, which belongs in a safe place."""
    with path.open("w", encoding="utf-8") as file:
        for line in lines(store):
            file.write(json.dumps(line, ensure_ascii=True) + "\n")
    return head(store)


def head(store: Store) -> str:
    """The hash that stands for all of it."""
    mail = store.base.execute("SELECT chain FROM mails ORDER BY id DESC LIMIT 1").fetchone()
    file = store.base.execute("SELECT chain FROM files WHERE is_done = 1 ORDER BY id DESC LIMIT 1").fetchone()
    both = f"{mail[0] if mail else START}\n{file[0] if file else START}"
    return hashlib.sha256(both.encode()).hexdigest()


@dataclass
class Check:
    """What verifying found. ``faults`` are (number of the line, code), the first hundred."""

    n_mails: int = 0
    n_files: int = 0
    head: str = ""
    faults: list[tuple[int, str]] = field(default_factory=list)

    def fault(self, number: int, code: str) -> None:
        """Remember one."""
        if len(self.faults) < 100:
            self.faults.append((number, code))


def verify(file: Iterable[str]) -> Check:
    """Whether the chain of a register holds; ``head`` is to be compared with the one that was kept."""
    made = Check()
    last = {"mail": START, "file": START}
    heads: list[tuple[int, int, str]] = []
    chains: dict[int, str] = {0: START}
    for number, text in enumerate(file, 1):
        line = _read(text)
        if line is None:
            made.fault(number, "line")
        elif number == 1:
            if line.get("format") != FORMAT or line.get("version") != VERSION:
                made.fault(number, "format")
        elif "time" in line:
            heads.append((number, int(line.get("mails", 0)), str(line.get("head"))))
        else:
            _chained(number, line, last, chains, made)
    for number, n, kept in heads:
        if chains.get(n) != kept:
            made.fault(number, "time")
    made.head = hashlib.sha256(f"{last['mail']}\n{last['file']}".encode()).hexdigest()
    return made


def _chained(
    number: int, line: dict[str, Any], last: dict[str, str], chains: dict[int, str], made: Check
) -> None:
    kind = "mail" if "mail" in line else "file"
    chain = line.pop("chain", "")
    if link(last[kind], line) != chain:
        made.fault(number, "chain")
    last[kind] = str(chain)
    if kind == "mail":
        made.n_mails += 1
        if line["mail"] != made.n_mails:
            made.fault(number, "order")
        chains[made.n_mails] = str(chain)
    else:
        made.n_files += 1


def _read(text: str) -> dict[str, Any] | None:
    try:
        line = json.loads(text)
    except ValueError:
        return None
    return line if isinstance(line, dict) else None
