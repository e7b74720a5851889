"""Expenses of the whole campaign: see ``tests/walks.py``."""

from typing import Any

from hustings.foundation.accounts.roles import Role
from hustings.money.expenses import actions
from hustings.money.expenses.rights import ASK_EXPENSES
from tests.cast.money.expenses.fixtures import asked, paper, supplier
from tests.cast.money.ledger.fixtures import books

HOLDERS = {
    ASK_EXPENSES: {
        Role.DIRECTOR, Role.TREASURER, Role.ORGANISER, Role.COORDINATOR, Role.COMMUNICATIONS,
    },
}  # fmt: skip


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    one = books(name="Expenses")
    row = asked(one, payee=supplier(one), by=dora)
    file = actions.add_document(expense=row, file=paper(), kind="quote", by=dora)
    found = {f"expenses:{name}": [row.pk] for name in (
        "expense", "approval", "refusal", "order", "invoice", "settlement", "cancellation", "documents",
    )}  # fmt: skip
    found |= {f"expenses:{name}": [row.pk, file.pk] for name in ("document", "removal")}
    found |= {f"expenses:{name}": [one.pk] for name in (
        "new", "refund", "budget", "budget_edit", "account", "account_file", "missing", "calendar", "payees",
        "request", "claim", "surplus",
    )}  # fmt: skip
    return found | {"expenses:payee": [one.pk, row.payee.pk if row.payee else 0]}
