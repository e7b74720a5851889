"""Links of a chain: appended one after another, read from the first, written out."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import connections, models, router, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mailguard import chain
from mailguard.chain import Strand


class Link(models.Model):
    """A link: its place, its moment and the digest over it and the one before. ``says`` is its content."""

    position = models.PositiveBigIntegerField(help_text="In the chain, from 1, without gaps")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64, help_text="SHA-256 over this link and the one before")

    class Meta:
        abstract = True
        ordering = ["position"]

    def says(self) -> dict[str, Any]:
        """All that the digest covers, besides place and moment; of kinds that JSON has."""
        raise NotImplementedError

    def line(self) -> dict[str, Any]:
        return {"at": chain.moment(self.at), **self.says()}


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is not as it was written: a row by its key, or a link by its position."""

    says: str
    key: int | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """Result of the check of a whole chain. ``head`` is worth writing down elsewhere."""

    n: int  # rows that are sealed, or links
    n_links: int
    n_unsealed: int
    head: str
    fault: Fault | None

    @property
    def is_whole(self) -> bool:
        return self.fault is None


_SAYS = {
    "missing": _("Seal %(n)d is missing."),
    "changed": _("Seal %(n)d or the one before it was changed."),
    "head": _("The hash you noted is not in the chain: the chain was rewritten or cut short."),
}


@dataclass(frozen=True)
class Chain:
    """One chain: its name, its model, and what its links share where the model holds several chains."""

    name: str
    model: type[Link]
    of: Mapping[str, Any] = field(default_factory=dict)
    says: Mapping[str, Any] = field(default_factory=lambda: _SAYS)

    def links(self) -> models.QuerySet[Any]:
        """From the first to the last."""
        return self.model._default_manager.filter(**self.of).order_by("position")

    def lock(self) -> None:
        """Be the only one to write the chain until the transaction ends."""
        connection = connections[router.db_for_write(self.model)]
        if not connection.in_atomic_block:
            raise TransactionManagementError("A chain is written inside a transaction.")
        if connection.vendor == "postgresql":  # SQLite has one writer at a time anyhow
            key = int.from_bytes(sha256(self.name.encode()).digest()[:8], "big", signed=True)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])

    def end(self) -> Strand:
        """End of the chain, for nobody else to go on from before this transaction ends."""
        self.lock()
        last = self.links().reverse().values_list("digest", "position").first()
        return Strand(*last or (chain.start(self.name),))

    def add(self, links: Sequence[Link]) -> None:
        """Append: one lock, one look at the end, one insert. Last in its transaction: others wait."""
        end, now = self.end(), timezone.now()
        for each in links:
            each.at = now
            line = end.add(each.line())
            each.position, each.digest = line["n"], line["digest"]
        self.model._default_manager.bulk_create(links)

    def prove(self, head: str = "") -> Proof:
        """Read all links and name the first that is not as it was written."""
        reading = Reading(self, head)
        for each in self.links().iterator(1_000):
            reading.take(each)
        return reading.proof(reading.strand.n)

    def register(self, **about: Any) -> Iterator[bytes]:
        """The chain as lines of JSON, for a check without this database; ``about`` goes into the header."""
        end = 0, chain.start(self.name)
        yield _line(chain.header(self.name, **about))
        for each in self.links().iterator(50):
            end = each.position, each.digest
            yield _line({**each.line(), "n": each.position, "digest": each.digest})
        yield _line(chain.closing(self.name, {"": end}))


@contextmanager
def one_moment(model: type[models.Model]) -> Iterator[None]:
    """Have all that is read inside be as it was at one moment, whatever others write meanwhile."""
    connection = connections[router.db_for_read(model)]
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(using=connection.alias):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:  # Django's own beginning would keep writers out
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                yield
            finally:
                cursor.execute("COMMIT")


def _line(line: dict[str, Any]) -> bytes:
    return json.dumps(line).encode() + b"\n"


class Reading:
    """A chain as it is read; keeps the first fault. ``head``: an end that it must have had once."""

    def __init__(self, of: Chain, head: str = "") -> None:
        self.of, self.wanted = of, head
        self.strand = Strand(chain.start(of.name))
        self.fault: Fault | None = None

    def take(self, link: Link) -> None:
        position = self.strand.n + 1
        line = {**link.line(), "n": link.position}
        for code in self.strand.take(line, link.position, link.digest):
            self.blame(Fault(str(self.of.says[code]) % {"n": position}, position=position))
        if link.digest == self.wanted:
            self.wanted = ""

    def blame(self, fault: Fault | None) -> None:
        self.fault = self.fault or fault

    def proof(self, n: int, n_unsealed: int = 0) -> Proof:
        """The result, now that all was read."""
        if self.wanted:
            self.blame(Fault(gettext(str(self.of.says["head"]))))
        return Proof(n, self.strand.n, n_unsealed, self.strand.head, self.fault)
