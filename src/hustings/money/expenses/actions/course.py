"""The way from one step to the next: under a lock, forward only, each step written down."""

import logging
from typing import Any

from hustings.foundation.accounts.models import User
from hustings.money.expenses.models import Expense
from hustings.money.expenses.models.expenses import BEFORE
from hustings.money.expenses.refusals import not_now

log = logging.getLogger(__name__)


def locked(expense: Expense) -> Expense:
    """The row as it is now; nobody else changes it until the end of the transaction."""
    rows = Expense.objects.select_for_update(of=("self",)).select_related("books", "account", "payee")
    return rows.get(pk=expense.pk)


def demand(row: Expense, state: str) -> None:
    """Raise NotNow where that step doesn't follow."""
    if row.state not in BEFORE[state]:
        raise not_now(row.get_state_display())


def move(row: Expense, state: str, by: User | None, note: str = "", **values: Any) -> None:
    """Take the step, of a locked row."""
    demand(row, state)
    was, row.state = row.state, state
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *values])
    row.steps.create(state=state, by=by, note=note)
    log.info("expenses.%s expense=%s from=%s by=%s", state, row.pk, was, by and by.pk)
