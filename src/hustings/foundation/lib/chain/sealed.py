"""Rows that are sealed: seals of a chain hold a digest of each, over a salt of its own.

What is erased takes its salt along, so that its digest tells nothing; a later seal says that it went.
"""

import os
import struct
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.chain.links import Chain, Fault, Link, Proof, Reading, one_moment
from mailguard import chain

_ROW = struct.Struct(">q32s")
_AT_ONCE = 5_000
_SALT = 16  # bytes
_SAYS = {
    "taken": _("Entry %(n)d was removed without a recorded erasure."),
    "erased": _("Entry %(n)d is recorded as erased, but still exists."),
    "altered": _("Entry %(n)d was changed after it was sealed."),
    "slipped": _("Entry %(n)d was inserted: its seal doesn’t include it."),
    "stray": _("Entry %(n)d points to a missing seal."),
}


class Seal(Link):
    """A link that seals rows, or names those that are gone."""

    content = models.BinaryField(default=bytes, help_text="For each row 8 bytes of its key, 32 of its digest")
    gone = models.JSONField(default=list, help_text="Keys of rows that were erased since")

    class Meta(Link.Meta):
        abstract = True

    def rows(self) -> Iterator[tuple[int, bytes]]:
        """Keys and digests."""
        return _ROW.iter_unpack(bytes(self.content))

    def says(self) -> dict[str, Any]:
        return {"rows": [[key, digest.hex()] for key, digest in self.rows()], "gone": self.gone}


def salts(n: int) -> list[bytes]:
    """So many salts, asked for at once."""
    fresh = os.urandom(_SALT * n)
    return [fresh[at : at + _SALT] for at in range(0, len(fresh), _SALT)]


def salt() -> bytes:
    """Sixteen fresh random bytes."""
    return os.urandom(_SALT)


@dataclass(frozen=True)
class Sealed:
    """A kind of rows: what of them is sealed, and by which seals. Rows have ``salt`` and ``seal``."""

    name: str  # of the chain; with several of them, what they have in common
    rows: type[models.Model]
    seals: type[Seal]
    fields: Mapping[str, str]  # what a digest covers after the key, in order: name in files, column
    ready: models.Q = field(default_factory=models.Q)  # those that may be sealed
    within: str = ""  # the column, of rows and seals, of which each value has a chain of its own

    def chain(self, of: int | None = None) -> Chain:
        if not self.within:
            return Chain(self.name, self.seals)
        return Chain(f"{self.name}:{of}", self.seals, {f"{self.within}_id": of})

    def _rows(self, its: Chain) -> models.QuerySet[Any]:
        return self.rows._default_manager.filter(**its.of)

    def digest(self, key: int, salted: bytes | None, *values: Any) -> bytes:
        """That of one row; ``values`` in the order of ``fields``."""
        return chain.row_digest(bytes(salted or b""), [str(key), *map(chain.text, values)])

    def digest_of(self, row: Any) -> bytes:
        values = [reduce(_named, path.split("__"), row) for path in self.fields.values()]
        return self.digest(row.pk, row.salt, *values)

    def seal_waiting(self) -> int:
        """Seal what is ready, of all chains; returns how many rows. Safe to run twice."""
        if not self.within:
            return self.seal()
        waiting = self.rows._default_manager.filter(self.ready, seal=None).order_by()
        return sum(map(self.seal, waiting.values_list(self.within, flat=True).distinct()))

    def seal(self, of: int | None = None) -> int:
        """Seal what is ready, of one chain; returns how many rows."""
        n = at_once = self._seal_some(of)
        while at_once == _AT_ONCE:
            n += (at_once := self._seal_some(of))
        return n

    @transaction.atomic
    def _seal_some(self, of: int | None) -> int:
        its = self.chain(of)
        its.lock()
        waiting = self._rows(its).filter(self.ready, seal=None).order_by("pk")
        if not (found := list(waiting.values_list("pk", "salt", *self.fields.values())[:_AT_ONCE])):
            return 0
        seal = self.seal_rows([(row[0], self.digest(*row)) for row in found], of)
        self.rows._default_manager.filter(pk__in=[row[0] for row in found]).update(seal=seal)
        return len(found)

    def seal_rows(
        self, told: Iterable[tuple[int, bytes]], of: int | None = None, *, number: int | None = None
    ) -> Seal:
        """Seal rows by keys and digests; ``number``: of the seal that they name already. The last step."""
        its = self.chain(of)
        seal = self.seals(content=b"".join(_ROW.pack(*row) for row in told), **its.of)
        seal.pk = number
        its.add([seal])
        return seal

    def seal_gone(self, keys: Collection[int], of: int | None = None) -> None:
        """Say which sealed rows go, in the transaction that erases them; the last step."""
        if keys:
            its = self.chain(of)
            its.add([self.seals(gone=sorted(keys), **its.of)])

    def prove(self, of: int | None = None, head: str = "") -> Proof:
        """Read a whole chain, hold its rows against it, and name the first that is not as it was sealed."""
        with one_moment(self.seals):
            return self._prove(self.chain(of), head)

    def _prove(self, its: Chain, head: str) -> Proof:
        gone, n = set[int](), 0
        for keys in its.links().values_list("gone", flat=True).iterator(500):
            gone.update(keys)
        reading, groups = Reading(its, head), _Groups(self._in_order(its))
        for seal in its.links().iterator(50):
            reading.take(seal)
            found = {row[0]: self.digest(*row) for row in groups.take(seal.position)}
            n += len(found)
            if wrong := chain.mismatch(seal.rows(), found, gone):
                reading.blame(_fault(*wrong, seal.position))
        stray = self._rows(its).exclude(seal=None).exclude(seal__in=its.links()).order_by("pk").first()
        if stray:
            reading.blame(_fault("stray", stray.pk))
        return reading.proof(n, self._rows(its).filter(self.ready, seal=None).count())

    def _in_order(self, its: Chain) -> Iterator[Any]:
        """The rows that are sealed, behind the position of their seal."""
        here = {f"seal__{name}": value for name, value in its.of.items()}
        rows = self._rows(its).filter(seal__position__isnull=False, **here).order_by("seal__position", "pk")
        return rows.values_list("seal__position", "pk", "salt", *self.fields.values()).iterator(_AT_ONCE)

    def register(self, of: int | None = None) -> Iterator[bytes]:
        """The chain of seals as lines of JSON, for a check of rows without this database."""
        return self.chain(of).register(fields=["number", *self.fields])


def _named(row: Any, name: str) -> Any:
    return None if row is None else getattr(row, name)


def _fault(code: str, key: int, position: int | None = None) -> Fault:
    return Fault(str(_SAYS[code]) % {"n": key}, key, position)


class _Groups:
    """Rows in the order of their seals, taken seal by seal."""

    def __init__(self, rows: Iterator[Any]) -> None:
        self.groups = groupby(rows, itemgetter(0))
        self.next = next(self.groups, None)

    def take(self, position: int) -> list[Any]:
        """Those of one seal, each without its position."""
        if self.next is None or self.next[0] != position:
            return []
        found = [row[1:] for row in self.next[1]]
        self.next = next(self.groups, None)
        return found
