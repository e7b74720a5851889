"""Invoices and payments: facts, recorded also where nothing was decided, with their entries in the books."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.formats import money
from hustings.money.expenses import approvals, postings
from hustings.money.expenses.actions.course import demand, locked, log, move
from hustings.money.expenses.models import Expense, Payee, Settlement, State, Way
from hustings.money.expenses.models.expenses import PAYABLE
from hustings.money.expenses.refusals import InvoiceKnown, NotDone, TooMuch, not_now
from hustings.money.ledger import law


@transaction.atomic
def record_invoice(
    *, expense: Expense, number: str, on: date, amount: int, by: User | None = None, **values: Any
) -> Expense:
    """Note the invoice and post it; ``values`` may name ``payee``, ``account`` and ``due_on``.

    Raises NotDone, NotPosted.
    """
    row = locked(expense)
    demand(row, State.INVOICED)
    if amount < row.paid:
        raise TooMuch(_("More was paid already: enter at least %s.") % _shown(row, row.paid))
    payee = values.get("payee") or row.payee
    approvals.demand_other(payee, by)
    if row.way == Way.CLAIM:
        approvals.demand_approved(row)
        approvals.demand_covered(row, amount)
    key = invoice_key(number)
    _demand_new(row, payee, key)
    said = {"invoice_number": number, "invoice_key": key, "invoice_on": on, "invoiced": amount, **values}
    try:
        with transaction.atomic():
            move(row, State.INVOICED, by, **said)
    except IntegrityError as twice:  # recorded at the same moment
        raise InvoiceKnown(_("This invoice is recorded already.")) from twice
    if payee:
        _keep(payee, on)
    if row.is_borne_by_others or row.paid == row.invoiced:
        move(row, State.PAID, by)
    postings.invoiced(row, by)
    return row


def invoice_key(number: str) -> str:
    """Letters and digits of a number: F-12 and f 12 are one."""
    return "".join(sign for sign in number.upper() if sign.isalnum())[:60]


def _demand_new(row: Expense, payee: Payee | None, key: str) -> None:
    known = Expense.objects.filter(payee=payee, invoice_key=key).exclude(state=State.CANCELLED)
    if payee and key and (other := known.exclude(pk=row.pk).first()):
        raise InvoiceKnown(_("This invoice is recorded already, in expense %s.") % other.number)


def _keep(payee: Payee, on: date) -> None:
    until = law.kept_until(on)
    Payee.objects.filter(pk=payee.pk).exclude(kept_until__gte=until).update(kept_until=until)


@transaction.atomic
def settle(
    *, expense: Expense, on: date, means: str, amount: int, reference: str = "", by: User | None = None
) -> Settlement:
    """Note a payment and post it; a deposit may come before the invoice. Raises NotDone, NotPosted."""
    row = locked(expense)
    if row.state not in PAYABLE:
        raise not_now(row.get_state_display())
    if row.is_borne_by_others:
        raise NotDone(_("Nothing is to be paid: it is borne by others."))
    if not 0 < amount <= row.left:
        raise TooMuch(_("Enter at most what is left to pay: %s.") % _shown(row, row.left))
    approvals.demand_other(row.payee, by)
    approvals.demand_approved(row)
    made = row.settlements.create(on=on, means=means, amount=amount, reference=reference, made_by=by)
    row.paid += amount
    row.save(update_fields=["paid"])
    if row.invoiced is not None and not row.left:
        move(row, State.PAID, by)
    log.info("expenses.settle expense=%s amount=%s by=%s", row.pk, amount, by and by.pk)
    postings.paid(row, made, by)
    return made


def _shown(row: Expense, amount: int) -> str:
    return money.shown(amount, row.books.currency)
