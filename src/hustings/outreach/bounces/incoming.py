"""Mail to addresses of apps above, such as answers to members of a group: theirs before it is a bounce."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db import transaction

from hustings.foundation.contributions import Registry
from hustings.outreach.bounces.parsers import references
from mailguard.message import limits, mime


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses of one app: ``found_in`` reads the number that one of some texts names by a proof of ours.

    ``take_in`` writes down (number, bytes) in the caller's transaction; the same mail may come twice.
    """

    name: str
    found_in: Callable[[Iterable[str]], int | None]
    take_in: Callable[[Sequence[tuple[int, bytes]]], object]


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to such an address."""

    app: str
    number: int
    raw: bytes


addresses = Registry[Addresses]("bounces.incoming.addresses", key=attrgetter("name"))


def to(recipient: str, raw: bytes = b"") -> Letter | None:
    """The letter to an address as the envelope names it; None where no app above has such."""
    return _found([recipient], raw)


def read(raw: bytes) -> Letter | None:
    """The same out of a mailbox, where only headers tell whom it was for."""
    if not addresses.all():
        return None
    head = raw.replace(b"\r\n", b"\n")[: limits.HEADER_BLOCK].partition(b"\n\n")[0] + b"\n\n"
    return _found(references.recipients(mime.read(head, limits.Budget(parts=1))), raw)


def _found(texts: Sequence[str], raw: bytes) -> Letter | None:
    for each in addresses.all():
        if (number := each.found_in(texts)) is not None:
            return Letter(each.name, number, raw)
    return None


@transaction.atomic
def take_in(letters: Iterable[Letter]) -> int:
    """Hand them to the apps that they are for; how many."""
    rows = sorted(letters, key=attrgetter("app"))
    for app, some in groupby(rows, key=attrgetter("app")):
        if known := addresses.find(app):
            known.take_in([(each.number, each.raw) for each in some])
    return len(rows)
