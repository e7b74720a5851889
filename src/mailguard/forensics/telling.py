"""What was found, as figures, as JSON and as CSV."""

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mailguard.forensics import boxes, register
from mailguard.forensics.judging import Kind
from mailguard.forensics.names import kept
from mailguard.forensics.store import Row, Store

_RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would take what begins so for a formula


def kinds(store: Store) -> dict[str, int]:
    """How many mails each class has, those without any too."""
    found = dict(store.base.execute("SELECT kind, count(*) FROM mails GROUP BY kind").fetchall())
    return {kind: found.get(kind, 0) for kind in Kind}


def timeline(store: Store, form: str = "%Y-%m", box: str | None = None) -> list[tuple[str, dict[str, int]]]:
    """Mails by month (``%Y-%m``) or day (``%Y-%m-%d``) in UTC and by class, oldest first."""
    where, values = ("WHERE box = ?", [box]) if box is not None else ("", [])
    sql = (
        "SELECT coalesce(strftime(?, at, 'unixepoch'), ''), kind, count(*) FROM mails"  # noqa: S608
        f" {where} GROUP BY 1, 2 ORDER BY 1"
    )
    found: dict[str, dict[str, int]] = {}
    for when, kind, n in store.base.execute(sql, [form, *values]):
        found.setdefault(when, {})[kind] = n
    return list(found.items())


def summary(store: Store) -> dict[str, Any]:
    """Everything but the single mails."""
    (n_different,) = store.base.execute("SELECT count(DISTINCT bytes_hash) FROM mails").fetchone()
    (raw,) = store.base.execute("SELECT coalesce(sum(size), 0) FROM mails").fetchone()
    proven = store.base.execute("SELECT count(*) FROM mails WHERE is_proven").fetchone()
    return {
        "begun": store.get("begun"),
        "finished": store.get("finished"),
        "bytes": raw,
        "size": int(store.get("size", "0")),
        "paths": [kept(each) for each in json.loads(store.get("paths", "[]"))],
        "mails": sum(kinds(store).values()),
        "different": n_different,
        "signed": proven[0],
        "classes": kinds(store),
        "mailboxes": [_account(each) for each in boxes.accounts(store)],
        "timeline": [{"month": month, **found} for month, found in timeline(store)],
        "unread": [{"path": path, "why": why} for path, why in unread(store, 1_000)],
        "n_unread": n_unread(store),
        "register": register.head(store),
    }


def unread(store: Store, most: int) -> list[tuple[str, str]]:
    """Files that could not be read, or not wholly, and why: the first of them."""
    sql = "SELECT path, why FROM files WHERE why != '' ORDER BY id LIMIT ?"
    return store.base.execute(sql, [most]).fetchall()


def n_unread(store: Store) -> int:
    """How many files those are."""
    (n,) = store.base.execute("SELECT count(*) FROM files WHERE why != ''").fetchone()
    return int(n)


def _account(account: boxes.Account) -> dict[str, Any]:
    made = asdict(account)
    for name in ("first", "last", "next"):
        made[name] = moment(made[name])
    made["gaps"] = [
        {"from": moment(begin), "to": moment(end), "missing": n} for begin, end, n in account.gaps
    ]
    return made


def moment(seconds: int | None) -> str | None:
    """Seconds since 1970 as people's programs read it."""
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    except (OverflowError, ValueError, OSError):
        return None


def mails(store: Store, kind: str = "") -> Iterator[dict[str, Any]]:
    where, values = ("WHERE kind = ? ORDER BY id", (kind,)) if kind else ("ORDER BY id", ())
    for row in store.rows(where, values):
        yield {**_plain(row), **store.details(row.id)}


def _plain(row: Row) -> dict[str, Any]:
    made = {**row._asdict(), "class": row.kind, "sent_at": moment(row.sent_at), "at": moment(row.at)}
    del made["kind"]
    return made | {"is_sure": bool(row.is_sure), "is_proven": bool(row.is_proven)}


def write_csv(store: Store, path: Path, kind: str = "") -> int:
    """One line a mail; a cell never begins as a formula does. How many there are."""
    n = 0
    names = [
        *("id", "class", "path", "box", "author", "subject", "message_id", "sent_at", "at", "size", "sha256"),
        *("is_sure", "is_proven", "n_differences"),
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, names, extrasaction="ignore")
        writer.writeheader()
        for each in mails(store, kind):
            writer.writerow({name: _cell(each[name]) for name in names})
            n += 1
    return n


def write_json(store: Store, path: Path, kind: str = "") -> int:
    """One JSON object a mail and line. How many there are."""
    n = 0
    with path.open("w", encoding="utf-8") as file:
        for each in mails(store, kind):
            file.write(json.dumps(each, ensure_ascii=False) + "\n")
            n += 1
    return n


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_RISKY):
        return f"'{value}"
    return value
