"""The campaign account in short: receipts and expenses by the headings of the plan, from the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from hustings.foundation.lib.formats import money
from hustings.money.ledger import plans
from hustings.money.ledger.models import Account, Books, Transfer

Role, Kind = Account.Role, Account.Kind
_PARTY, _IN_KIND, _AGENT = "party", "in_kind", "agent"
_COLUMNS = {
    Role.PARTY_PAID: _PARTY, Role.IN_KIND: _IN_KIND, Role.OWN_IN_KIND: _IN_KIND, Role.PARTY_IN_KIND: _IN_KIND,
}  # fmt: skip
KINDLY = {Role.IN_KIND, Role.OWN_IN_KIND, Role.PARTY_IN_KIND}
_HELD = (Role.BANK, Role.CASH, Role.CHEQUES, Role.TRANSIT)


@dataclass(slots=True)
class Cost:
    """One heading of expenses, by who bore it."""

    account: Account
    agent: int = 0
    party: int = 0
    in_kind: int = 0

    @property
    def total(self) -> int:
        return self.agent + self.party + self.in_kind


@dataclass(slots=True)
class Summary:
    """Sums in minor units."""

    receipts: list[tuple[Account, int]]
    costs: list[Cost]
    plan: plans.Plan
    balances: dict[str, int] = field(default_factory=dict)  # by role; debts above zero

    @property
    def received(self) -> int:
        return sum(amount for _account, amount in self.receipts)

    @property
    def totals(self) -> dict[str, int]:
        names = ("agent", "party", "in_kind", "total")
        return {name: sum(getattr(cost, name) for cost in self.costs) for name in names}

    @property
    def left(self) -> int:
        """Receipts less expenses; below zero: a deficit."""
        return self.received - self.totals["total"]

    @property
    def in_kind(self) -> int:
        """Received in kind, which is spent as it comes."""
        return sum(amount for account, amount in self.receipts if account.role in KINDLY)

    def of_role(self, role: str) -> int:
        return self.balances.get(role, 0)

    @property
    def others(self) -> list[tuple[Any, int]]:
        """Places of the money, and debts."""
        roles = (*_HELD, Role.LOANS, Role.SUPPLIERS, Role.TO_REFUND)
        return [(role.label, n) for role in roles if (n := self.of_role(role))]


def of(books: Books) -> Summary:
    """All that stands in the books, in two queries."""
    accounts = {each.pk: each for each in books.accounts.all()}
    rows = Transfer.objects.filter(debit__books=books).order_by().values_list("debit", "credit")
    costs: dict[int, Cost] = {}
    sums: dict[int, int] = dict.fromkeys(accounts, 0)
    for debit, credit, amount in rows.annotate(Sum("amount")):
        for mine, other, sign in ((debit, credit, 1), (credit, debit, -1)):
            sums[mine] += sign * int(amount)
            if accounts[mine].kind == Kind.EXPENSE:
                cost = costs.setdefault(mine, Cost(accounts[mine]))
                name = _COLUMNS.get(Role(accounts[other].role), _AGENT) if accounts[other].role else _AGENT
                setattr(cost, name, getattr(cost, name) + sign * int(amount))
    receipts = [(each, -sums[pk]) for pk, each in accounts.items() if each.kind == Kind.INCOME and sums[pk]]
    balances = {
        each.role: sums[pk] if each.kind == Kind.ASSET else -sums[pk]
        for pk, each in accounts.items() if each.role
    }  # fmt: skip
    found = sorted((cost for cost in costs.values() if cost.total), key=lambda cost: cost.account.number)
    return Summary(receipts, found, plans.get(books.plan), balances)


def table(books: Books, told: Summary) -> Iterator[list[str]]:
    """Rows of a file."""

    def shown(*amounts: int) -> list[str]:
        return [money.plain(amount, books.currency, money.point()) for amount in amounts]

    yield [books.name, books.agent, str(books.election or ""), books.currency, told.plan.source]
    yield [_("Receipts"), _("Account heading"), "", "", "", _("Total")]
    for account, amount in told.receipts:
        yield [account.number, account.name, "", "", "", *shown(amount)]
    yield ["", _("Total"), "", "", "", *shown(told.received)]
    yield [
        _("Expenses"),
        _("Account heading"),
        _("Paid by the agent"),
        _("Paid by parties"),
        _("In kind"),
        _("Total"),
    ]
    for cost in told.costs:
        amounts = shown(cost.agent, cost.party, cost.in_kind, cost.total)
        yield [cost.account.number, cost.account.name, *amounts]
    yield ["", _("Total"), *shown(*told.totals.values())]
    yield ["", _("Balance"), "", "", "", *shown(told.left)]
    for label, amount in told.others:
        yield ["", str(label), "", "", "", *shown(amount)]
