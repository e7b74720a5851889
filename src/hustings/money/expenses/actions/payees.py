"""Payees are added, changed, and forgotten when the law no longer wants their papers."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.money.expenses.actions.documents import remove_document
from hustings.money.expenses.models import Document, Expense, Payee
from hustings.money.expenses.models.payees import payee_key
from hustings.money.expenses.refusals import PayeeKnown
from hustings.money.ledger.models import Books
from hustings.people.persons.models import Email, Person
from mailguard.identifiers import addresses

log = logging.getLogger(__name__)
_AT_ONCE = 500


@transaction.atomic
def add_payee(*, books: Books, name: str, by: User | None = None, **values: Any) -> Payee:
    """A new supplier, or a person. Raises PayeeKnown."""
    row = Payee(books=books, name=name, key=payee_key(name), **values)
    _demand_new(row)
    row.save()
    log.info("expenses.payee payee=%s books=%s by=%s", row.pk, books.pk, by and by.pk)
    return row


@transaction.atomic
def change_payee(*, payee: Payee, values: Mapping[str, Any], by: User | None = None) -> Payee:
    """Change particulars, such as the account. Raises PayeeKnown."""
    row = Payee.objects.select_for_update(of=("self",)).get(pk=payee.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.key = payee_key(row.name)
    _demand_new(row)
    row.save()
    log.info("expenses.payee_changed payee=%s fields=%s by=%s", row.pk, ",".join(values), by and by.pk)
    return row


def _demand_new(row: Payee) -> None:
    same = Payee.objects.filter(books=row.books_id, key=row.key, is_person=False).exclude(pk=row.pk)
    if not row.is_person and same.exists():
        raise PayeeKnown(_("These books have a supplier of this name."))


def claimant(*, books: Books, user: User, iban: str) -> Payee:
    """The payee that a member of the team is in these books; a new account replaces the last."""
    row, _is_new = Payee.objects.get_or_create(
        books=books, user=user,
        defaults={"name": str(user), "key": payee_key(str(user)), "is_person": True, "person": _of(user)},
    )  # fmt: skip
    if iban and iban != row.iban:
        row.iban = iban
        row.save(update_fields=["sealed_iban"])
    return row


def advancer(*, books: Books, name: str, email: str, iban: str) -> Payee:
    """The payee that somebody is whose advance a treasurer enters: known by their address, else new."""
    key = addresses.key_of(email) if email else ""
    user = next((each for each in User.objects.filter(email__iexact=email)[:1]), None) if email else None
    if user:
        return claimant(books=books, user=user, iban=iban)
    person = _at(key)
    row = Payee.objects.filter(books=books, is_person=True, person=person).first() if person else None
    row = row or Payee(books=books, name=name, key=payee_key(name), is_person=True, person=person)
    row.iban = iban or row.iban
    row.save()
    return row


def _of(user: User) -> Person | None:
    """The record of a member of the team, by their address."""
    return _at(addresses.key_of(user.email))


def _at(key: str) -> Person | None:
    found = Email.objects.filter(key=key).select_related("person").first() if key else None
    return found.person if found else None


def forget_kept() -> int:
    """Empty the rows of people who were erased, and their papers, once the law no longer wants them."""
    over = Payee.objects.filter(is_person=True, person=None, user=None).exclude(name="")
    keys = list(over.filter(kept_until__lt=timezone.localdate()).values_list("pk", flat=True)[:_AT_ONCE])
    for document in Document.objects.filter(expense__payee__in=keys):
        remove_document(document=document)
    with transaction.atomic():
        Expense.objects.filter(payee__in=keys).update(why="", label=_("Refund"))
        empty = {"name": "", "key": "", "address": "", "registration": "", "vat": "", "sealed_iban": ""}
        return Payee.objects.filter(pk__in=keys).update(**empty)
