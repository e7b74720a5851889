"""The chain over a petition's signatures: proof that none was slipped in, changed or taken away.

Each has a digest over a salt of its own; a seal lists digests and holds the seal before. A later seal names
what is erased with its salt.
"""

import os
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.site.petitions import digests
from hustings.site.petitions.digests import START, utc
from hustings.site.petitions.models import Seal, Signature

__all__ = ["START", "Proof", "digest", "prove", "salt", "seal", "seal_gone", "seal_waiting", "utc"]
_LOCK = 0x70657469  # "peti"
_AT_ONCE = 2_000
COLUMNS = [
    "pk", "salt", "address", "given_name", "family_name", "postcode", "asked_at", "confirmed_at",
]  # fmt: skip


class Proof(NamedTuple):
    """What a check found: ``head`` is worth writing down elsewhere, ``fault`` is empty where all is well."""

    n: int
    n_seals: int
    head: str
    fault: str


def salt() -> bytes:
    """Sixteen fresh random bytes."""
    return os.urandom(16)


def digest(
    key: int, salted: bytes | None, address: str, given_name: str, family_name: str, postcode: str,
    asked_at: datetime, confirmed_at: datetime,
) -> bytes:  # fmt: skip
    """SHA-256 over one signature."""
    said = [address, given_name, family_name, postcode, utc(asked_at), utc(confirmed_at)]
    return digests.of_signature(bytes(salted or b""), str(key), *said)


def seal_waiting() -> int:
    """Seal what was confirmed since, of all petitions; returns how many. Safe to run twice."""
    waiting = Signature.objects.filter(confirmed_at__isnull=False, seal=None).order_by()
    return sum(seal(pk) for pk in waiting.values_list("petition", flat=True).distinct())


def seal(petition: int) -> int:
    """Seal what was confirmed since of one petition; returns how many."""
    n = 0
    while True:
        with transaction.atomic():
            _take_turn(petition)
            rows = list(
                Signature.objects.filter(petition=petition, confirmed_at__isnull=False, seal=None)
                .order_by("pk").values_list(*COLUMNS)[:_AT_ONCE]
            )  # fmt: skip
            if not rows:
                return n
            position = _add(petition, [(row[0], digest(*row)) for row in rows])
            Signature.objects.filter(pk__in=[row[0] for row in rows]).update(seal=position)
        n += len(rows)


def seal_gone(gone: Iterable[tuple[int, int]]) -> None:
    """Write down which sealed signatures go, as (petition, key), in the transaction that erases them."""
    found: dict[int, list[int]] = defaultdict(list)
    for petition, key in gone:
        found[petition].append(key)
    for petition in sorted(found):
        _take_turn(petition)
        _add(petition, [], gone=sorted(found[petition]))


def _take_turn(petition: int) -> None:
    """One at a time until the transaction ends. SQLite has one writer at a time anyhow."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, petition % 2**31])


def _add(petition: int, rows: list[tuple[int, bytes]], gone: list[int] | None = None) -> int:
    head = Seal.objects.filter(petition=petition).order_by("-position").first()
    position = head.position + 1 if head else 1
    content, now = b"".join(digests.ROW.pack(*row) for row in rows), timezone.now()
    before = bytes(head.digest) if head else START
    Seal.objects.create(
        petition_id=petition, position=position, content=content, gone=gone or [], sealed_at=now,
        digest=_link(before, position, content, gone or [], now),
    )  # fmt: skip
    return position


def _link(before: bytes, position: int, content: bytes, gone: list[int], at: datetime) -> bytes:
    return digests.of_seal(before, position, content, gone, utc(at))


def prove(petition: int) -> Proof:
    """Read a petition's whole chain, hold its signatures against it and name the first fault."""
    head, n_seals, n, fault = START, 0, 0, ""
    gone: set[int] = set()
    seals = Seal.objects.filter(petition=petition).order_by("position")
    for row in seals.values_list("gone", flat=True):
        gone.update(row)
    for each in seals.iterator(200):
        n_seals += 1
        content = bytes(each.content)
        is_whole = each.position == n_seals
        is_linked = _link(head, each.position, content, each.gone, each.sealed_at) == bytes(each.digest)
        if not fault and not (is_whole and is_linked):
            fault = _("Seal %(n)d was changed, or one before it is missing.") % {"n": n_seals}
        head = bytes(each.digest)
        found = _of(petition, each.position)
        n += len(found)
        fault = fault or _against(content, found, gone)
    return Proof(n, n_seals, head.hex(), fault or _stray(petition, n_seals))


def _of(petition: int, position: int) -> dict[int, Any]:
    rows = Signature.objects.filter(petition=petition, seal=position)
    return {row[0]: row for row in rows.values_list(*COLUMNS)}


def _against(content: bytes, found: dict[int, Any], gone: set[int]) -> str:
    told = {}
    for key, sealed in digests.ROW.iter_unpack(content):
        told[key] = sealed
        if key not in found:
            if key not in gone:
                return _("Signature %(n)d was taken away, and no erasure says so.") % {"n": key}
        elif digest(*found[key]) != sealed:
            return _("Signature %(n)d was changed after it was sealed.") % {"n": key}
    if stray := found.keys() - told.keys():
        return _("Signature %(n)d was slipped in: its seal does not know it.") % {"n": min(stray)}
    return ""


def _stray(petition: int, n_seals: int) -> str:
    row = Signature.objects.filter(petition=petition, seal__gt=n_seals).order_by("pk").first()
    return _("Signature %(n)d points to a seal that is not there.") % {"n": row.pk} if row else ""
