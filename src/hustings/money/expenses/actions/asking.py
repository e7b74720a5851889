"""Expenses are asked for: a purchase to make, or money that somebody advanced."""

import logging
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.fields.uploaded_files import Checked
from hustings.money.expenses.actions.documents import add_document
from hustings.money.expenses.actions.payees import advancer, claimant
from hustings.money.expenses.models import Document, Expense, Payee, State, Way
from hustings.money.expenses.refusals import NotDone
from hustings.money.ledger.models import Account, Books

log = logging.getLogger(__name__)


@transaction.atomic
def ask(
    *, books: Books, account: Account, label: str, amount: int, by: User | None = None, **values: Any
) -> Expense:
    """A new expense, to be decided. Raises NotDone."""
    payee = values.get("payee")
    if account.books_id != books.pk or account.kind != Account.Kind.EXPENSE or account.closed_at:
        raise NotDone(_("Choose a heading of these books."))
    if payee and payee.books_id != books.pk:
        raise NotDone(_("Choose a payee of these books."))
    row = Expense.objects.create(
        books=books, account=account, label=label, amount=amount, made_by=by, **values
    )
    row.steps.create(state=State.ASKED, by=by)
    log.info("expenses.ask expense=%s books=%s amount=%s by=%s", row.pk, books.pk, amount, by and by.pk)
    return row


@transaction.atomic
def claim(*, books: Books, by: User, iban: str, file: Checked, **values: Any) -> Expense:
    """Money that a member of the team advanced, with the receipt. Raises NotDone."""
    return _claim(claimant(books=books, user=by, iban=iban), file, books=books, by=by, **values)


@transaction.atomic
def claim_for(
    *, books: Books, by: User, name: str, email: str, iban: str, file: Checked, **values: Any
) -> Expense:
    """Money that somebody advanced who can't ask for it here. Raises NotDone."""
    payee = advancer(books=books, name=name, email=email, iban=iban)
    return _claim(payee, file, books=books, by=by, **values)


def _claim(payee: Payee, file: Checked, *, books: Books, by: User, **values: Any) -> Expense:
    row = ask(books=books, by=by, way=Way.CLAIM, payee=payee, **values)
    add_document(expense=row, file=file, kind=Document.Kind.INVOICE, by=by)
    return row
