"""Approvals of expenses: how many are needed, and for what they are enough."""

from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.formats import money
from hustings.money.expenses.models import Expense, Payee, Policy, State, Way
from hustings.money.expenses.refusals import AboveApproved, NotApproved, OwnClaim


def n_needed(row: Expense) -> int:
    """People who have to approve it, by what it costs now."""
    policy = _policy(row)
    return 2 if policy and policy.two_from is not None and row.cost >= policy.two_from else 1


def n_missing(row: Expense) -> int:
    """Approvals that a payment waits for; an invoice below the limit is a fact, and waits for none."""
    needed = n_needed(row)
    if needed == 1 and row.way != Way.CLAIM:
        return 0
    return max(0, needed - row.steps.filter(state=State.APPROVED).count())


def demand_other(payee: Payee | None, by: User | None) -> None:
    """Raise OwnClaim where somebody would decide on money that they get, or pay it out."""
    if payee and by and payee.user_id == by.pk:
        raise OwnClaim(_("Somebody else decides on money that is refunded to you, and pays it."))


def demand_approved(row: Expense) -> None:
    """Raise NotApproved where a payment waits for somebody's yes."""
    if n_missing(row):
        raise NotApproved(_("This expense has to be approved first."))


def demand_covered(row: Expense, amount: int) -> None:
    """Raise AboveApproved where more would be refunded than was approved and the books' rules let pass."""
    policy = _policy(row)
    most = row.amount * (100 + (policy.tolerance if policy else 0)) // 100
    if amount > most:
        shown = money.shown(most, row.books.currency)
        raise AboveApproved(
            _("At most %s can be refunded: that was approved. For more, cancel it and enter a new request.")
            % shown
        )


def _policy(row: Expense) -> Policy | None:
    return Policy.objects.filter(books=row.books_id).first()
