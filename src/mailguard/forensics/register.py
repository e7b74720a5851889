"""The register of a case: every file and every mail with its hash, each line chained to the one before.

Lines of time say when how much had been read. They are a strand of their own, which begins with when the
case was begun, so that those of mails and files are the same however often a reading was broken off. One
hash stands for the ends of all three: whoever keeps it can prove later that no line, those of time included,
was changed, left out or put in since. The times are what the clock of the machine said.

A register that was written before the reading was finished says so in its last line; the hash proves it.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mailguard import chain
from mailguard.chain import Strand
from mailguard.forensics.store import Store

NAME = "leak"  # of the chain
STRANDS = ("mail", "file", "time")
_LAST = {
    "mail": "SELECT id, chain FROM mails ORDER BY id DESC LIMIT 1",
    "file": "SELECT (SELECT count(*) FROM files WHERE is_done = 1), chain FROM files"
    " WHERE is_done = 1 ORDER BY id DESC LIMIT 1",
    "time": "SELECT id + 1, chain FROM stamps ORDER BY id DESC LIMIT 1",
}


def mail_line(path: str, sha256: str, size: int, kind: str) -> dict[str, Any]:
    return {"strand": "mail", "path": path, "sha256": sha256, "size": size, "class": kind}


def file_line(path: str, sha256: str, size: int, n: int, why: str) -> dict[str, Any]:
    return {"strand": "file", "path": path, "sha256": sha256, "size": size, "mails": n, "unread": why}


def time_line(at: str, n: int, head: str) -> dict[str, Any]:
    """A time, at which so many mails had been read, the last of which has this digest."""
    return {"strand": "time", "at": at, "seen": {"mail": [n, head]}}


def end(store: Store, strand: str) -> Strand:
    """Where one of the three ends, to go on from."""
    if row := store.base.execute(_LAST[strand]).fetchone():
        return Strand(row[1], row[0])
    begun = Strand(chain.start(NAME))
    if strand == "time":
        begun.add(_begun(store))
    return begun


def _begun(store: Store) -> dict[str, Any]:
    return {"strand": "time", "begun": store.get("begun"), "engine": store.get("engine")}


def lines(store: Store) -> Iterator[dict[str, Any]]:
    """The whole register: mails, files, times, and how many of each."""
    yield chain.header(NAME)
    for row in store.base.execute("SELECT path, sha256, size, kind, id, chain FROM mails ORDER BY id"):
        yield {**mail_line(*row[:4]), "n": row[4], "digest": row[5]}
    rows = store.base.execute(
        "SELECT path, sha256, size, n, why, chain FROM files WHERE is_done = 1 ORDER BY id"
    )
    for n, row in enumerate(rows, 1):
        yield {**file_line(*row[:5]), "n": n, "digest": row[5]}
    yield Strand(chain.start(NAME)).add(_begun(store))
    for row in store.base.execute("SELECT at, n, head, id, chain FROM stamps ORDER BY id"):
        yield {**time_line(*row[:3]), "n": row[3] + 1, "digest": row[4]}
    yield _closing(store)


def _closing(store: Store) -> dict[str, Any]:
    ends = {strand: end(store, strand) for strand in STRANDS}
    told = {strand: (each.n, each.head) for strand, each in ends.items() if each.n}
    return chain.closing(NAME, told, is_open=not store.get("finished"))


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
    return chain.end_of(_closing(store))


def verify(file: Iterable[str]) -> chain.Register:
    """Whether the chains of a register hold; ``head`` is to be compared with the one that was kept."""
    return chain.check(file, NAME)


def counts(found: chain.Register) -> dict[str, int]:
    """How many mails, files and times it has."""
    n = {name: found.strands[name].n if name in found.strands else 0 for name in STRANDS}
    return {"n": n["mail"], "files": n["file"], "times": max(n["time"] - 1, 0)}
