"""Writing side of the consent ledger's chain: salts, digests and seals.

A seal lists the digests of its entries and holds that of the seal before; a later seal names what was erased,
whose salt is gone.
"""

import hashlib
import os
import struct
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from hustings.people.persons.models import ConsentEntry, ConsentSeal

UNDONE, UNASKED = "undone:", "unasked:"  # sources of entries, followed by the operation's number
_LOCK = 0x6C656467  # "ledg"
ROW = struct.Struct(">q32s")
AT_ONCE = 5_000
_SALT = 16  # bytes
START = bytes(32)
COLUMNS = [
    "pk", "salt", "subject", "purpose", "is_given", "wording__digest", "source", "given_at", "recorded_at",
]  # fmt: skip


def salt() -> bytes:
    """Sixteen fresh random bytes."""
    return os.urandom(_SALT)


def salts(n: int) -> list[bytes]:
    """So many of them, asked for at once."""
    fresh = os.urandom(_SALT * n)
    return [fresh[at : at + _SALT] for at in range(0, len(fresh), _SALT)]


def digest(
    key: int,
    salted: bytes,
    subject: UUID | None,
    purpose: str,
    is_given: bool,
    wording: str | None,
    source: str,
    given_at: datetime,
    recorded_at: datetime,
) -> bytes:
    """SHA-256 over one entry; ``wording`` is the digest of the sentence shown."""
    says = "yes" if is_given else "no"
    content = (
        f"{key}\x1f{subject or ''}\x1f{purpose}\x1f{says}\x1f{wording or ''}\x1f{source}\x1f{_utc(given_at)}"
        f"\x1f{_utc(recorded_at)}"
    )
    return hashlib.sha256(bytes(salted) + content.encode()).digest()


@lru_cache(10_000)  # the answers of one import, or of one day of a file, share theirs
def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def seal_waiting() -> int:
    """Seal what was written since the last seal; returns how many entries. Safe to run twice."""
    n = 0
    while True:
        with transaction.atomic():
            _take_turn()
            waiting = list(
                ConsentEntry.objects.filter(seal=None).order_by("pk").values_list(*COLUMNS)[:AT_ONCE]
            )
            if not waiting:
                return n
            number = _add([(row[0], digest(*row)) for row in waiting])
            ConsentEntry.objects.filter(pk__in=[row[0] for row in waiting]).update(seal=number)
        n += len(waiting)


def seal_rows(number: int, rows: Iterable[tuple[int, bytes]]) -> None:
    """Seal entries of ``seal=number`` as the last step: nothing may be locked after it, others wait."""
    _take_turn()
    _add(list(rows), number=number)


def seal_gone(entries: Sequence[int]) -> None:
    """Write down which entries go with their erased person, in the transaction that erases."""
    if entries:
        _take_turn()
        _add([], gone=sorted(entries))


def _take_turn() -> None:
    """One at a time until the transaction ends. SQLite has one writer at a time anyhow."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _add(rows: Sequence[tuple[int, bytes]], *, gone: Sequence[int] = (), number: int | None = None) -> int:
    head = ConsentSeal.objects.order_by("-position").first()
    position = head.position + 1 if head else 1
    content = b"".join(ROW.pack(*row) for row in rows)
    now = timezone.now()
    seal = ConsentSeal(
        number=number, position=position, content=content, gone=list(gone), sealed_at=now,
        digest=link(bytes(head.digest) if head else START, position, content, gone, now),
    )  # fmt: skip
    seal.save(force_insert=True)
    return seal.number


def link(before: bytes, position: int, content: bytes, gone: Sequence[int], at: datetime) -> bytes:
    """Hash of an entry of the chain, over the one before, its content, what is gone and the moment."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(b"\x1f".join([
        before, str(position).encode(), hashlib.sha256(content).digest(),
        ",".join(map(str, gone)).encode(), moment.encode(),
    ])).digest()  # fmt: skip
