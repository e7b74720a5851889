"""Sums of accounts: the trial balance, and the statement of one account with its running balance."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from hustings.money.ledger.models import Account, Books, Entry, Transfer

SIDES = ("debit", "credit")
SIZE = 50


@dataclass(frozen=True, slots=True)
class Balance:
    """An account's turnover in minor units."""

    account: Account
    debit: int
    credit: int

    @property
    def net(self) -> int:
        """Above zero where debits prevail."""
        return self.debit - self.credit

    @property
    def owed(self) -> int | None:
        return self.net if self.net > 0 else None

    @property
    def owing(self) -> int | None:
        return -self.net if self.net < 0 else None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as one account sees it, and the balance after it."""

    entry: Entry
    debit: int
    credit: int
    balance: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One page of an account's lines, oldest first. ``more``: where the next page begins."""

    before: int
    lines: list[Line]
    more: str


def trial(books: Books, since: date | None = None, through: date | None = None) -> list[Balance]:
    """Accounts that something was posted to, by their numbers."""
    sums: list[dict[int, int]] = []
    for side in SIDES:
        rows = _between(Transfer.objects.filter(**{f"{side}__books": books}), since, through)
        sums.append({pk: int(n) for pk, n in rows.order_by().values_list(side).annotate(Sum("amount"))})
    debits, credited = sums
    accounts = books.accounts.filter(pk__in=debits.keys() | credited.keys())
    return [Balance(each, debits.get(each.pk, 0), credited.get(each.pk, 0)) for each in accounts]


def balance(account: Account, through: date | None = None) -> int:
    """Debits less credits of one account."""
    debits, credited = (
        _between(Transfer.objects.filter(**{side: account}), None, through).aggregate(n=Sum("amount"))["n"]
        for side in SIDES
    )
    return int(debits or 0) - int(credited or 0)


def _between(rows: QuerySet[Transfer], since: date | None, through: date | None) -> QuerySet[Transfer]:
    if since:
        rows = rows.filter(on__gte=since)
    return rows.filter(on__lte=through) if through else rows


def statement(
    account: Account,
    since: date | None = None,
    through: date | None = None,
    after: str = "",
    size: int = SIZE,
) -> Statement:
    """The next lines; what was before them is summed, not read."""
    place = _place(after)
    found: dict[tuple[date, int], list[int]] = {}
    before = 0
    for at, side in enumerate(SIDES):
        rows = Transfer.objects.filter(**{side: account}).order_by()
        passed = Q(on__lt=since) if since else Q(pk=None)
        if place:
            passed |= Q(on__lt=place[0]) | Q(on=place[0], entry__lte=place[1])
        gone = rows.filter(passed).aggregate(n=Sum("amount"))["n"] if since or place else 0
        before += (-1 if at else 1) * int(gone or 0)
        coming = _between(rows, since, through)
        if place:
            coming = coming.filter(on__gte=place[0]).exclude(on=place[0], entry__lte=place[1])
        sums = coming.values_list("on", "entry").annotate(n=Sum("amount")).order_by("on", "entry")
        for on, entry, n in sums[: size + 1]:
            found.setdefault((on, entry), [0, 0])[at] = int(n)
    keys = sorted(found)
    return Statement(before, _lines(keys[:size], found, before), _written(keys, size))


def _lines(keys: list[tuple[date, int]], found: dict[tuple[date, int], list[int]], held: int) -> list[Line]:
    entries = Entry.objects.in_bulk([pk for _on, pk in keys])
    lines = []
    for key in keys:
        debit, credit = found[key]
        held += debit - credit
        lines.append(Line(entries[key[1]], debit, credit, held))
    return lines


def _written(keys: list[tuple[date, int]], size: int) -> str:
    return f"{keys[size - 1][0]}.{keys[size - 1][1]}" if len(keys) > size else ""


def _place(text: str) -> tuple[date, int] | None:
    """The place that was written above, or None where a visitor has changed it."""
    day, _dot, pk = text.partition(".")
    try:
        return (date.fromisoformat(day), int(pk)) if 0 < int(pk or 0) < 2**63 else None
    except ValueError:
        return None


def totals(rows: list[Balance]) -> dict[str, int]:
    """The feet of a trial balance: both pairs are equal."""
    return {
        "debit": sum(row.debit for row in rows),
        "credit": sum(row.credit for row in rows),
        "owed": sum(row.owed or 0 for row in rows),
        "owing": sum(row.owing or 0 for row in rows),
    }


def result(rows: list[Balance]) -> dict[str, Any]:
    """Income, expenses and what is left, above zero."""
    income = -sum(row.net for row in rows if row.account.kind == Account.Kind.INCOME)
    expenses = sum(row.net for row in rows if row.account.kind == Account.Kind.EXPENSE)
    return {"income": income, "expenses": expenses, "left": income - expenses}
