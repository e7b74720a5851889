"""Whose mailbox it was, and when it was taken: told by the mails that are there and those that miss."""

import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any

from mailguard.forensics.copies import Copies
from mailguard.forensics.judging import Kind, Order
from mailguard.forensics.names import kept
from mailguard.forensics.store import Store
from mailguard.lookalikes.skeleton import plain

# Names of folders in a mailbox, accents dropped; what stands above them names the mailbox.
_FOLDERS = re.compile(
    r"(?:inbox|sent|sent[ -](?:items|mail|messages)|drafts?|outbox|trash|deleted(?: items)?|archives?"
    r"|all mail|junk(?: e-?mail)?|spam|cur|new|boite de reception|elements envoyes|messages envoyes|envoyes"
    r"|brouillons|corbeille|elements supprimes|courrier indesirable|indesirables"
    r"|top of (?:outlook data file|personal folders))(?:\.mbox|\.eml)?"
)
_ONE_MAILBOX = (".pst", ".ost")  # whatever folders are in it
_GENUINE = (Kind.PROVEN, Kind.SAME, Kind.ALTERED)
_FEWEST, _SHORTEST = 5, 86_400  # known mails that miss in a row, and seconds, that make a gap
_MOST_GAPS = 50
_SCHEMA = """
CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY, owner TEXT NOT NULL, n INTEGER NOT NULL,
    data TEXT NOT NULL);
"""


@dataclass(frozen=True)
class Account:
    """One mailbox of the dump; ``share`` of its mails name the owner. Taken after ``last``, before ``next``.

    ``n_later`` mails of ours are later; ``gaps`` are (from, to, mails of ours that miss there).
    """

    name: str
    owner: str
    n: int
    share: float
    kinds: dict[str, int]
    first: int | None
    last: int | None
    is_last_sure: bool
    next: int | None = None
    n_later: int = 0
    gaps: tuple[tuple[int, int, int], ...] = ()


def folder_of(path: str, roots: Iterable[str]) -> str:
    """Where a file lies in the dump: the mbox itself, or the folder around a mail, below the root's name."""
    inner = PurePath(path)
    for root in map(kept, roots):
        if path == root or path.startswith(root.rstrip("/") + "/"):
            name = PurePath(root).name or kept(Path(root).absolute().name)
            inner = PurePath(name, path.removeprefix(root).strip("/"))
            break
    is_single = inner.suffix.lower() in {".eml", ".msg"} or inner.parent.name in {"cur", "new"}
    return str(inner.parent if is_single or (not inner.suffix and inner.name.isdigit()) else inner)


def accounts(store: Store) -> list[Account]:
    """Those of a case that is finished, the fullest first."""
    if not store.get("finished"):
        return []
    rows = store.base.execute("SELECT data FROM accounts ORDER BY n DESC, name").fetchall()
    return [_account(json.loads(row[0])) for row in rows]


def _account(data: dict[str, Any]) -> Account:
    return Account(**{**data, "gaps": tuple((a, b, c) for a, b, c in data["gaps"])})


def settle(store: Store, order: Order) -> None:
    """Put folders together to mailboxes, say whose they were and when each was taken: it is finished."""
    base = store.base
    folders = [row[0] for row in base.execute("SELECT DISTINCT box FROM mails ORDER BY box")]
    names = named(folders)
    copies = Copies(order.index) if order.index else None
    try:
        base.executescript(_SCHEMA)
        with base:
            base.execute("DELETE FROM accounts")
            counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
            for box, address, n in base.execute("SELECT box, address, n FROM addresses"):
                counts[names.get(box, box)][address] += n
            for folder, name in names.items():
                if folder != name:
                    base.execute("UPDATE mails SET box = ? WHERE box = ?", [name, folder])
            for name in sorted(set(names.values())):
                made = _settled(store, name, counts[name], copies)
                row = [name, made.owner, made.n, json.dumps(asdict(made))]
                base.execute("INSERT INTO accounts VALUES (?, ?, ?, ?)", row)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            base.execute("INSERT OR REPLACE INTO about VALUES ('finished', ?)", [now])
    finally:
        if copies:
            copies.close()


def named(folders: list[str]) -> dict[str, str]:
    """The mailbox that each folder is of: what stands above the first Inbox, Sent and the like."""
    cut = {folder: tuple(_above(PurePath(folder).parts)) for folder in folders}
    different = sorted(set(cut.values()))
    common = _common(different[0], different[-1]) if len(different) > 1 else 0
    if common == 0:
        return {folder: parts[-1] if parts else folder for folder, parts in cut.items()}
    return {folder: parts[min(common, len(parts) - 1)] for folder, parts in cut.items()}


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many parts the first and the last of sorted paths begin with in common: so do all between."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (left, right) in pairs if left != right), min(len(one), len(other)))


def _above(parts: Iterable[str]) -> Iterator[str]:
    for number, part in enumerate(parts):
        if number and (part.startswith(".") or _FOLDERS.fullmatch(plain(part).lower())):
            return
        yield part
        if part.lower().endswith(_ONE_MAILBOX):
            return


def _settled(store: Store, name: str, addresses: dict[str, int], copies: Copies | None) -> Account:
    base = store.base
    rows = base.execute("SELECT kind, count(*) FROM mails WHERE box = ? GROUP BY kind", [name])
    kinds: dict[str, int] = dict(rows.fetchall())
    n = sum(kinds.values())
    owner, there = max(addresses.items(), key=lambda each: (each[1], each[0]), default=("", 0))
    marks = ", ".join("?" * len(_GENUINE))
    sql = f"SELECT min(at), max(at) FROM mails WHERE box = ? AND kind IN ({marks})"  # noqa: S608
    first, last = base.execute(sql, [name, *_GENUINE]).fetchone()
    is_sure = last is not None
    if last is None:
        sql = "SELECT min(at), max(at) FROM mails WHERE box = ? AND kind = 'unknown'"
        first, last = base.execute(sql, [name]).fetchone()
    made = Account(name, owner, n, round(there / max(n, 1), 3), kinds, first, last, is_sure)
    if copies is None or not owner or last is None or first is None:
        return made
    there_ids = {row[0] for row in base.execute("SELECT DISTINCT copy FROM mails WHERE box = ?", [name])}
    times = [
        row[0]
        for row in base.execute(
            "SELECT at FROM mails WHERE box = ? AND kind != 'forged' AND at IS NOT NULL ORDER BY at", [name]
        )
    ]
    known = list(copies.times(owner))
    later = [at for at, copy in known if at > last and copy not in there_ids]
    missing = [at for at, copy in known if first < at <= last and copy not in there_ids]
    gaps = tuple(_gaps(missing, times))
    return Account(
        **{**asdict(made), "next": later[0] if later else None, "n_later": len(later), "gaps": gaps}
    )


def _gaps(missing: list[int], present: list[int]) -> list[tuple[int, int, int]]:
    """Runs of known mails that aren't there and between which nothing is."""
    runs: dict[int, list[int]] = defaultdict(list)
    for at in missing:
        runs[bisect_right(present, at)].append(at)
    found = [(run[0], run[-1], len(run)) for run in runs.values()]
    long = [run for run in found if run[2] >= _FEWEST and run[1] - run[0] >= _SHORTEST]
    return sorted(sorted(long, key=lambda run: -run[2])[:_MOST_GAPS])
