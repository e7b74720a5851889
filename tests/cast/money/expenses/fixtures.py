"""Expenses of a candidate's books, whose vote is in two months."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.fields import uploaded_files
from hustings.money.expenses import actions
from hustings.money.expenses.models import Expense, Payee
from hustings.money.ledger.models import Account, Books
from tests.cast.money.donations import fixtures as of_donations


def candidate(**values: Any) -> Books:
    """Books with a spending limit of € 70,000."""
    return of_donations.candidate(**values).books


def heading(books: Books, number: str = "5000") -> Account:
    return books.accounts.get(number=number)


def supplier(books: Books, name: str = "Printers Ltd", **values: Any) -> Payee:
    return actions.add_payee(books=books, name=name, **values)


def asked(books: Books, amount: int = 1_000_00, by: User | None = None, **values: Any) -> Expense:
    """Posters, to be decided."""
    about: dict[str, Any] = {"account": heading(books), "label": "500 posters"} | values
    return actions.ask(books=books, amount=amount, by=by, **about)


def invoice(row: Expense, amount: int | None = None, number: str = "F-1", **values: Any) -> Expense:
    """Its invoice of today."""
    about: dict[str, Any] = {"on": timezone.localdate(), "number": number} | values
    return actions.record_invoice(expense=row, amount=row.amount if amount is None else amount, **about)


def pay(row: Expense, amount: int, **values: Any) -> Any:
    """A transfer of today."""
    about: dict[str, Any] = {"on": timezone.localdate(), "means": "transfer", "reference": "L-1"} | values
    return actions.settle(expense=row, amount=amount, **about)


def paper(name: str = "receipt.txt") -> uploaded_files.Checked:
    return uploaded_files.checked(ContentFile(b"Receipt\n", name=name))
