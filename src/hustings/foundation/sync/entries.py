"""Entries as phones send them: checked for shape, so that either database can hold them."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

MOST = 200  # entries of one batch
LONGEST_BODY = 16_000  # characters of JSON
_LARGEST = 2**53 - 1  # that JavaScript counts to
_WRONG_CLOCK = 2**31 - 1  # seconds: a phone without its clock is in 1970
_REPLICAS = 500  # that one entry may have seen


class Malformed(ValueError):
    """No entry: says why, and which of the batch it is."""

    def __init__(self, reason: str, at: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.at = reason, at


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry on its way."""

    id: UUID
    replica: UUID
    n: int
    seen: dict[str, int]
    key: str
    verb: str
    body: Any
    happened_at: datetime


def many(raw: Any, most: int = MOST) -> list[Entry]:
    """All entries of a batch, or Malformed."""
    if not isinstance(raw, list):
        raise Malformed("entries: a list is expected")
    if len(raw) > most:
        raise Malformed(f"entries: at most {most} at once")
    found = []
    for at, each in enumerate(raw):
        try:
            found.append(one(each))
        except Malformed as wrong:
            raise Malformed(wrong.reason, at) from wrong
    return found


def one(raw: Any) -> Entry:
    """One entry, or Malformed."""
    if not isinstance(raw, dict):
        raise Malformed("an entry is an object")
    body = raw.get("body")
    try:
        size = len(json.dumps(body, allow_nan=False))
    except ValueError as error:
        raise Malformed("body: a number is out of range") from error
    if size > LONGEST_BODY:
        raise Malformed(f"body: at most {LONGEST_BODY} characters")
    return Entry(
        id=_uuid(raw.get("id"), "id"), replica=_uuid(raw.get("replica"), "replica"),
        n=_count(raw.get("n"), "n", least=1), seen=_seen(raw.get("seen", {})),
        key=_word(raw, "key", 100), verb=_word(raw, "verb", 30), body=body,
        happened_at=moment(raw.get("at"), "at"),
    )  # fmt: skip


def told(entry: Any) -> dict[str, Any]:
    """An entry as it is sent: one on its way, or a row of the log."""
    return {
        "id": str(entry.id), "replica": str(entry.replica), "n": entry.n, "seen": entry.seen,
        "key": entry.key, "verb": entry.verb, "body": entry.body, "at": entry.happened_at.isoformat(),
    }  # fmt: skip


def moment(value: Any, name: str) -> datetime:
    """A moment with its zone, in a year that both databases know, else Malformed."""
    try:
        told = datetime.fromisoformat(value if isinstance(value, str) else "")
        found = told.astimezone(UTC)
    except (ValueError, OverflowError):
        found = None
    if found is None or told.tzinfo is None or not 1970 <= found.year < 9000:
        raise Malformed(f"{name}: a moment in ISO 8601 with its zone is expected")
    return found


def clock_offset(value: Any) -> int:
    """Seconds by which our clock is ahead of a phone's; nothing where that is no number of them."""
    return value if type(value) is int and abs(value) <= _WRONG_CLOCK else 0


def _uuid(value: Any, name: str) -> UUID:
    try:
        return UUID(value if isinstance(value, str) else "")
    except ValueError as error:
        raise Malformed(f"{name}: a UUID is expected") from error


def _count(value: Any, name: str, least: int = 0) -> int:
    if type(value) is not int or not least <= value <= _LARGEST:
        raise Malformed(f"{name}: a whole number is expected")
    return int(value)


def _word(raw: dict[str, Any], name: str, longest: int) -> str:
    value = raw.get(name)
    if not isinstance(value, str) or not 1 <= len(value) <= longest:
        raise Malformed(f"{name}: 1 to {longest} characters are expected")
    return value


def _seen(value: Any) -> dict[str, int]:
    if not isinstance(value, dict) or len(value) > _REPLICAS:
        raise Malformed("seen: an object of counts is expected")
    return {str(_uuid(name, "seen")): _count(n, "seen") for name, n in value.items()}


def is_same(one: Any, other: Any) -> bool:
    """Whether two of the same id, on their way or in the log, came with the same contents."""
    return _contents(one) == _contents(other)


def _contents(entry: Any) -> tuple[Any, ...]:
    """All but what it had seen, which the log may cut."""
    return entry.replica, entry.n, entry.key, entry.verb, entry.body, entry.happened_at
