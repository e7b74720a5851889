"""Statements brought in, and lines matched by a person."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.dates import date_format
from hustings.money.banking import matching
from hustings.money.banking.actions import deposits
from hustings.money.banking.files import camt, tables
from hustings.money.banking.files.lines import Read
from hustings.money.banking.models import Statement, StatementLine
from hustings.money.banking.refusals import Unread
from hustings.money.ledger.gathering import gathered
from hustings.money.ledger.models import Books
from hustings.money.payments import course
from hustings.money.payments.models import Channel, Payment
from hustings.money.payments.providers import transfer
from hustings.money.payments.refusals import NotPossible

log = logging.getLogger(__name__)


def bring(*, books: Books, name: str, content: bytes, by: User | None = None) -> Statement:
    """Take in a file of the bank: new lines are kept and matched, known ones passed over. Raises Unread."""
    if content.lstrip()[:1] == b"<":
        return _iso(books, name, content, by)
    try:
        return _take_in(books, name, tables.lines(content, books.currency), by)
    except tables.NotRead as error:
        if error.line:
            raise Unread(_("Line %d can’t be read. Nothing was imported.") % error.line) from error
        raise Unread(
            _("This is no statement that we can read: use camt.053, or CSV with date, label and amount.")
        ) from error


def _iso(books: Books, name: str, content: bytes, by: User | None) -> Statement:
    own = {transfer.iban(each) for each in books.channels.all()} | {books.iban.replace(" ", "")}
    try:
        kind = camt.kind(content)
        if kind == "pain.002":
            return _answer(books, name, camt.rejected(content), by)
        found = camt.lines(content, own - {""})
    except (camt.NotIso, ValueError) as error:
        raise Unread(_("This file is damaged, or no statement.")) from error
    if kind == "camt.054":  # a notice of what a statement will tell: only what came back is taken from it
        found = [each for each in found if each.is_return]
    return _take_in(books, name, found, by)


@transaction.atomic
def _take_in(books: Books, name: str, found: list[Read], by: User | None) -> Statement:
    Books.objects.select_for_update().get(pk=books.pk)  # two imports of one file wait for each other
    foreign = next((each.currency for each in found if each.currency != books.currency), "")
    if foreign:
        raise Unread(_("These lines are in %s, and the books are not.") % foreign)
    if late := next((each.on for each in found if each.on > timezone.localdate()), None):
        raise Unread(
            _("A line is dated %s, which is still to come. Nothing was imported.") % date_format(late)
        )
    statement = Statement.objects.create(books=books, name=name[:150], came_by=by)
    keys = [each.key for each in found]
    known: set[str] = set()
    for at in range(0, len(keys), 500):
        held = StatementLine.objects.filter(books=books, key__in=keys[at : at + 500])
        known |= set(held.values_list("key", flat=True))
    rows = {
        each.key: StatementLine(
            books=books, statement=statement, key=each.key, on=each.on, amount=each.amount,
            currency=each.currency, name=each.name, text=each.text, end_to_end=each.end_to_end,
            is_return=each.is_return,
        )
        for each in found
        if each.key not in known and each.amount
    }  # fmt: skip
    StatementLine.objects.bulk_create(rows.values(), batch_size=500)
    with gathered():
        for row in rows.values():
            matching.match(row)
    statement.n_new, statement.n_known = len(rows), len(found) - len(rows)
    statement.save(update_fields=["n_new", "n_known"])
    log.info("banking.statement books=%s new=%s known=%s", books.pk, len(rows), statement.n_known)
    return statement


@transaction.atomic
def _answer(books: Books, name: str, refused: list[tuple[str, str]], by: User | None) -> Statement:
    """Debits that the bank won't collect fail."""
    numbers = [number for number, _reason in refused]
    found = Payment.objects.filter(channel__books=books, number__in=numbers)
    keys = list(found.values_list("pk", flat=True))
    for row in course.locked(keys).values():
        course.fail(row, timezone.localdate())
    return Statement.objects.create(books=books, name=name[:150], came_by=by, n_new=len(keys))


@transaction.atomic
def confirm(*, line: StatementLine, kind: str, key: int, by: User | None = None) -> None:
    """Take a proposal for an open line. Raises NotPossible where it is none any more."""
    held = StatementLine.objects.open().select_for_update(of=("self",)).filter(pk=line.pk).first()
    if held is None:
        raise NotPossible(_("This line was matched in the meantime."))
    try:
        matching.confirm(held, kind, key, by)
    except LookupError as error:
        raise NotPossible(_("This is no longer possible: look at the line again.")) from error
    log.info("banking.match line=%s kind=%s key=%s by=%s", line.pk, kind, key, by and by.pk)


@transaction.atomic
def unmatch(*, line: StatementLine, by: User | None = None) -> None:
    """Undo a match: what it paid is awaited again, by entries of their own. Raises NotPossible, NotPosted."""
    held = StatementLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if held.slip:
        deposits.take_back(slip=held.slip, by=by)
    if held.batch:
        deposits.reopen(batch=held.batch, amount=held.amount, by=by)
    if held.payment_id:
        row = course.locked([held.payment_id])[held.payment_id]
        if held.amount < 0 or row.channel.provider != Channel.Provider.TRANSFER:
            raise NotPossible(_("This can’t be undone: the bank itself named this payment."))
        course.unsettle(row, timezone.localdate(), held_for=transfer.WAITED, by=by)
    held.payment = held.refund = held.payout = held.slip = held.batch = None
    held.matched_at = held.matched_by = held.set_aside_at = None
    held.n_matched += 1
    held.save()
    log.info("banking.unmatch line=%s by=%s", line.pk, by and by.pk)


@transaction.atomic
def set_aside(*, line: StatementLine, by: User | None = None) -> None:
    """Say that a line is no payment: it is entered in the books by hand."""
    rows = StatementLine.objects.open().filter(pk=line.pk)
    rows.update(set_aside_at=timezone.now(), matched_by=by)
