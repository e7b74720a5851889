"""The spending limit of books: what the ledger holds as spent, what is committed, what is left.

Spent is the balance of all expense accounts: entries by hand and contributions in kind count too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from hustings.foundation.legal import Pack
from hustings.money.expenses.models import Expense, Way
from hustings.money.expenses.models.expenses import BOOKED
from hustings.money.ledger.models import Account, Books, Transfer

NEAR, CLOSE = 80, 95  # percent


@dataclass(frozen=True, slots=True)
class Standing:
    """Sums in minor units."""

    ceiling: int | None
    spent: int
    committed: int

    @property
    def total(self) -> int:
        return self.spent + self.committed

    @property
    def left(self) -> int:
        """Below zero once it is passed."""
        return (self.ceiling or 0) - self.total

    @property
    def excess(self) -> int:
        return max(0, -self.left)

    @property
    def percent(self) -> int:
        return 100 * self.total // self.ceiling if self.ceiling else 0

    @property
    def level(self) -> str:
        """Empty, "near", "close" or "over"."""
        if not self.ceiling:
            return ""
        if self.total > self.ceiling:
            return "over"
        steps = ((CLOSE, "close"), (NEAR, "near"))
        return next((name for least, name in steps if 100 * self.total >= least * self.ceiling), "")


def of(books: Books) -> Standing:
    """The standing of one set of books."""
    return of_many([books])[books.pk]


def of_many(rows: Iterable[Books]) -> dict[int, Standing]:
    """Standings by the books' keys, in three queries for all."""
    held = list(rows)
    keys = [each.pk for each in held]
    spent = _sums("debit", keys)
    for key, amount in _sums("credit", keys).items():
        spent[key] = spent.get(key, 0) - amount
    found = Expense.objects.committed().filter(books__in=keys).order_by().values_list("books")
    committed = {key: int(n) for key, n in found.annotate(Sum("amount"))}
    return {
        each.pk: Standing(each.ceiling, spent.get(each.pk, 0), committed.get(each.pk, 0)) for each in held
    }


def _sums(side: str, keys: list[int]) -> dict[int, int]:
    accounts = Account.objects.filter(books__in=keys, kind=Account.Kind.EXPENSE)
    rows = Transfer.objects.filter(**{f"{side}__in": accounts}).order_by()
    return {key: int(n) for key, n in rows.values_list(f"{side}__books").annotate(Sum("amount"))}


def lock(books: Books) -> Books:
    """Wait for whoever commits money of these books, until the end of the transaction."""
    return Books.objects.select_for_update(no_key=True, of=("self",)).get(pk=books.pk)


@dataclass(frozen=True, slots=True)
class Direct:
    """Costs that others than the agent paid, and the most that the commission lets pass."""

    sum: int
    most: int
    article: str

    @property
    def is_over(self) -> bool:
        return self.sum >= self.most


def direct(books: Books, standing: Standing, pack: Pack | None) -> Direct | None:
    """Advances that are or will be refunded, where the country's rules say how much is let pass."""
    shares = [("direct_share", standing.spent), ("direct_share_of_ceiling", standing.ceiling)]
    found = [
        (int(of_ * value.value // 100), rule.article)
        for key, of_ in shares
        if pack and of_ and (rule := pack.gift.get(key)) and (value := rule.on(books.opened_on))
    ]
    if not found or books.kind != Books.Kind.CANDIDATE:
        return None
    most, article = min(found)
    rows = books.expenses.filter(way=Way.CLAIM, state__in=BOOKED)
    return Direct(int(rows.aggregate(n=Sum("invoiced"))["n"] or 0), most, article)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its budget; ``spent`` as the ledger has it, ``unpaid`` a part of that."""

    account: Any
    budget: int | None
    committed: int
    spent: int
    unpaid: int

    @property
    def used(self) -> int:
        return self.committed + self.spent

    @property
    def left(self) -> int | None:
        return None if self.budget is None else self.budget - self.used


def headings(books: Books) -> list[Heading]:
    """Expense accounts with a budget or with money in them, by their numbers."""
    accounts: QuerySet[Any] = books.accounts.filter(kind=Account.Kind.EXPENSE).annotate(
        budget=F("allotment__amount"), committed=_of_account(Expense.objects.committed(), F("amount")),
        unpaid=_of_account(Expense.objects.booked(), F("invoiced") - F("paid")),
        debited=_moved("debit"), credited=_moved("credit"),
    ).order_by("number")  # fmt: skip
    found = [
        Heading(row, row.budget, int(row.committed), int(row.debited - row.credited), int(row.unpaid))
        for row in accounts
    ]
    return [each for each in found if each.budget is not None or each.used]


def _of_account(rows: Any, amount: Any) -> Coalesce:
    rows = rows.exclude(way__in=[Way.PARTY, Way.OWN_KIND, Way.PARTY_KIND], state__in=BOOKED)
    found = rows.filter(account=OuterRef("pk")).order_by().values("account").annotate(n=Sum(amount))
    return Coalesce(Subquery(found.values("n")), 0)


def _moved(side: str) -> Coalesce:
    rows = Transfer.objects.filter(**{side: OuterRef("pk")}).order_by().values(side)
    return Coalesce(Subquery(rows.annotate(n=Sum("amount")).values("n")), 0)
