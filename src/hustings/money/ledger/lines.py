"""Lines of entries, as journals and files have them: an account once on each side of an entry."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import QuerySet

from hustings.money.ledger.models import Account, Books, Entry, Transfer

_AT_ONCE = 1_000  # entries


class Line(NamedTuple):
    """A side of an entry; one of debit and credit is zero."""

    account: Account
    debit: int
    credit: int


class Written(NamedTuple):
    """An entry with its lines, debits first."""

    number: int
    journal: str
    on: date
    label: str
    reference: str
    at: datetime
    lines: list[Line]


def of(entry: Entry) -> list[Line]:
    """Lines of one entry."""
    rows = entry.transfers.values_list("debit", "credit", "amount")
    return _summed(rows, {each.pk: each for each in entry.books.accounts.all()})


def _summed(rows: Iterable[tuple[int, int, int]], accounts: dict[int, Account]) -> list[Line]:
    debits: dict[int, int] = {}
    credited: dict[int, int] = {}
    for debit, credit, amount in rows:
        debits[debit] = debits.get(debit, 0) + amount
        credited[credit] = credited.get(credit, 0) + amount
    return [
        *(Line(accounts[pk], amount, 0) for pk, amount in debits.items()),
        *(Line(accounts[pk], 0, amount) for pk, amount in credited.items()),
    ]


def walk(books: Books, since: date | None = None, through: date | None = None) -> Iterator[Written]:
    """Entries dated between two days, in the order of their numbers, some at a time."""
    accounts = {each.pk: each for each in books.accounts.all()}
    rows = books.entries.order_by("position")
    if since:
        rows = rows.filter(on__gte=since)
    if through:
        rows = rows.filter(on__lte=through)
    last = 0
    while chunk := _chunk(rows, last):
        last = chunk[-1][1]
        held: dict[int, list[tuple[int, int, int]]] = {row[0]: [] for row in chunk}
        moves = Transfer.objects.filter(entry__in=list(held)).order_by("entry", "position")
        for entry, *move in moves.values_list("entry", "debit", "credit", "amount"):
            held[entry].append((move[0], move[1], move[2]))
        for pk, number, journal, on, label, reference, at in chunk:
            yield Written(number, journal, on, label, reference, at, _summed(held[pk], accounts))


def _chunk(rows: QuerySet[Entry], last: int) -> list[tuple[int, int, str, date, str, str, datetime]]:
    found = rows.filter(position__gt=last)
    return list(found.values_list("pk", "position", "journal", "on", "label", "reference", "at")[:_AT_ONCE])
