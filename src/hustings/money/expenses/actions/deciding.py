"""Decisions: approved by one or two people, refused, ordered, cancelled."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.formats import money
from hustings.money.expenses import approvals, ceilings, postings
from hustings.money.expenses.actions.course import demand, locked, log, move
from hustings.money.expenses.models import Expense, State
from hustings.money.expenses.models.expenses import PAYABLE
from hustings.money.expenses.refusals import AboveCeiling, ApprovedAlready


@transaction.atomic
def approve(*, expense: Expense, by: User, note: str = "") -> Expense:
    """Say yes; above the books' limit the second yes of somebody else decides. Raises NotDone.

    What was invoiced above that limit can still be approved, to be paid.
    """
    row = locked(expense)
    if not (is_late := row.state in PAYABLE and approvals.n_missing(row) > 0):
        demand(row, State.APPROVED)
    approvals.demand_other(row.payee, by)
    given = row.steps.filter(state=State.APPROVED)
    if given.filter(by=by).exists():
        raise ApprovedAlready(_("You approved it already: another person has to approve it too."))
    if not is_late:
        _demand_room(row)
    if is_late or given.count() + 1 < approvals.n_needed(row):
        row.steps.create(state=State.APPROVED, by=by, note=note)
        log.info("expenses.approval expense=%s by=%s", row.pk, by.pk)
    else:
        move(row, State.APPROVED, by, note)
    return row


def _demand_room(row: Expense) -> None:
    """Refuse what would pass the spending limit; two decisions at once are made one after the other."""
    standing = ceilings.of(ceilings.lock(row.books))
    if standing.ceiling and standing.left < row.amount:
        left = money.shown(max(standing.left, 0), row.books.currency)
        raise AboveCeiling(_("This would exceed the spending limit: %s can still be spent.") % left)


@transaction.atomic
def refuse(*, expense: Expense, by: User, note: str) -> Expense:
    """Say no, with the reason. Raises NotDone."""
    row = locked(expense)
    move(row, State.REFUSED, by, note)
    return row


@transaction.atomic
def order(*, expense: Expense, by: User, note: str = "") -> Expense:
    """Note that it was ordered. Raises NotDone."""
    row = locked(expense)
    move(row, State.ORDERED, by, note)
    return row


@transaction.atomic
def cancel(*, expense: Expense, by: User | None, note: str) -> Expense:
    """Give it up; what stands in the books is undone by counter-entries. Raises NotDone, NotPosted."""
    row = locked(expense)
    move(row, State.CANCELLED, by, note)
    postings.undone(row, timezone.localdate(), by)
    return row
