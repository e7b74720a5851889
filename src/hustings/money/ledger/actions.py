"""Deeds on books: open them, post, reverse, close a period, add a file. Each is the last of a transaction.

The books stay locked until the transaction ends: lock people and payments first, post last.
"""

import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.fields.uploaded_files import Checked
from hustings.money.ledger import chains, gathering, plans
from hustings.money.ledger.models import Account, Attachment, Books, Entry, Period, Transfer
from hustings.money.ledger.models.attachments import private
from hustings.money.ledger.postings import Gate, Posting, drafted
from hustings.money.ledger.refusals import AlreadyReversed, HasOrigin, NotPosted, PeriodClosed, SourceTaken

log = logging.getLogger(__name__)
MOST_FILES = 20  # of an entry
_AT_ONCE = 2_000  # transfers in one statement


@transaction.atomic
def open_books(*, by: User | None = None, **values: Any) -> Books:
    """New books with the accounts of their plan."""
    books = Books.objects.create(made_by=by, **values)
    Account.objects.bulk_create(
        Account(books=books, number=row.number, name=row.name, kind=row.kind, role=row.role)
        for row in plans.get(books.plan).accounts
    )
    log.info("ledger.open books=%s plan=%s by=%s", books.pk, books.plan, by and by.pk)
    return books


def post(
    *,
    books: Books,
    on: date,
    journal: str,
    label: str,
    transfers: Sequence[tuple[Account, Account, int]],
    reference: str = "",
    source: str = "",
    by: User | None = None,
) -> Entry:
    """Write one entry; with a ``source`` that is written already, return that one. Raises NotPosted.

    Within ``gathering.gathered`` it is written at the end of that.
    """
    posting = Posting(on, journal, label, transfers, reference, source)
    if waiting := gathering.current():
        waiting.waiting.append((books, posting, by))
        return drafted(books, posting, _key(by))
    return post_many(books=books, postings=[posting], by=by)[0]


@transaction.atomic
def post_many(*, books: Books, postings: Iterable[Posting], by: User | None = None) -> list[Entry]:
    """Write many entries in their order, all or none, with one lock. Raises NotPosted."""
    chains.of_entries(books).lock()
    wanted = list(postings)
    gate = Gate(books, wanted)
    known = _known(books, [each.source for each in wanted if each.source])
    fresh: list[Entry] = []
    found: list[Entry] = []
    for posting in wanted:
        entry = known.get(posting.source)
        if entry is None:
            gate.check(posting)
            entry = drafted(books, posting, _key(by))
            fresh.append(entry)
            if posting.source:
                known[posting.source] = entry
        else:
            _demand_same(entry, posting)
        found.append(entry)
    _write(books, fresh)
    return found


def _key(by: User | None) -> int | None:
    return by.pk if by else None


def _known(books: Books, sources: Sequence[str]) -> dict[str, Entry]:
    """Entries that these deeds have made already."""
    found: dict[str, Entry] = {}
    for at in range(0, len(sources), 500):
        rows = books.entries.filter(source__in=sources[at : at + 500]).prefetch_related("transfers")
        found |= {row.source: row for row in rows if row.source}
    return found


def _demand_same(entry: Entry, posting: Posting) -> None:
    rows = entry.transfers.all() if entry.drafted is None else entry.drafted
    now = [(row.debit_id, row.credit_id, row.amount) for row in rows]
    if now != [(debit.pk, credit.pk, amount) for debit, credit, amount in posting.transfers]:
        raise SourceTaken(_("Entry %s records this already, with other amounts.") % entry.position)


def _write(books: Books, entries: Sequence[Entry]) -> None:
    if not entries:
        return
    chains.of_entries(books).add(entries)
    rows = [row for entry in entries for row in entry.drafted or ()]
    for row in rows:
        row.entry_id = row.entry.pk  # known since its entry is written
    Transfer.objects.bulk_create(rows, batch_size=_AT_ONCE)
    for entry in entries:
        entry.drafted = None
    log.info("ledger.post books=%s entries=%s last=%s", books.pk, len(entries), entries[-1].position)


@transaction.atomic
def reverse(*, entry: Entry, on: date, why: str, by: User | None = None, source: str = "") -> Entry:
    """Write the counter-entry of one that was wrong. Raises NotPosted.

    An entry with a source is reversed only by the app that posted it, which names a ``source`` for it.
    """
    books = entry.books
    chains.of_entries(books).lock()
    if entry.source and not source:
        raise HasOrigin(_("This entry records a donation, a payment or an expense: correct it there."))
    if entry.reverses_id or Entry.objects.filter(reverses=entry).exists():
        raise AlreadyReversed(_("This entry has been reversed, or reverses another."))
    if on < min(entry.on, timezone.localdate()):
        raise NotPosted(_("A reversal can’t be dated before its entry."))
    rows = [(row.credit, row.debit, row.amount) for row in entry.transfers.select_related("debit", "credit")]
    posting = Posting(on, entry.journal, why, rows, entry.reference, source)
    Gate(books, [posting]).check(posting)
    made = drafted(books, posting, _key(by), reverses=entry)
    _write(books, [made])
    return made


@transaction.atomic
def close_period(*, books: Books, through: date, by: User | None = None) -> Period:
    """Close the books up to a day, for good. Raises NotPosted."""
    chain = chains.of_entries(books)
    head = chain.end().head
    if through >= timezone.localdate():
        raise PeriodClosed(_("Choose a day that is over."))
    Gate(books).check_day(through)
    period = Period(books=books, through=through, head=head, made_by=by)
    chains.of_periods(books).add([period])
    log.info("ledger.close books=%s through=%s by=%s", books.pk, through, by and by.pk)
    return period


def add_account(*, books: Books, number: str, name: str, kind: str) -> Account:
    """One more account, which no other app posts to by itself."""
    return Account.objects.create(books=books, number=number, name=name, kind=kind)


@transaction.atomic
def close_account(*, account: Account, by: User | None = None) -> None:
    """Take no more entries on an account."""
    chains.of_entries(account.books).lock()
    Account.objects.filter(pk=account.pk, closed_at=None).update(closed_at=timezone.now())
    log.info("ledger.account_closed account=%s by=%s", account.pk, by and by.pk)


@transaction.atomic
def open_account(*, account: Account, by: User | None = None) -> None:
    """Take entries again."""
    Account.objects.filter(pk=account.pk).update(closed_at=None)
    log.info("ledger.account_opened account=%s by=%s", account.pk, by and by.pk)


@transaction.atomic
def change_books(*, books: Books, values: Mapping[str, Any]) -> None:
    """Change the particulars; never the currency, and no day that would shut out an entry."""
    chains.of_entries(books).lock()
    held = Books.objects.get(pk=books.pk)
    for name, value in values.items():
        setattr(held, name, value)
    days = held.entries.order_by("on").values_list("on", flat=True)
    if (first := days.first()) and first < held.opened_on:
        raise NotPosted(_("An entry is older than this first day."))
    if held.closed_on and (last := days.last()) and last > held.closed_on:
        raise NotPosted(_("An entry is younger than this last day."))
    held.save(update_fields=list(values))


@transaction.atomic
def attach(*, entry: Entry, file: Checked, by: User | None = None) -> Attachment:
    """Keep a checked file beside its entry. Raises NotPosted where there are too many."""
    chain = chains.of_attachments(entry.books)
    chain.lock()
    if entry.attachments.live().count() >= MOST_FILES:
        raise NotPosted(_("An entry has at most %d attachments.") % MOST_FILES)
    made = Attachment(
        books=entry.books, entry=entry, name=file.name, kind=file.kind, size=file.content.size, made_by=by,
        sha256=hashlib.sha256(file.content.read()).hexdigest(),
    )  # fmt: skip
    file.content.seek(0)
    made.file.save(file.name, file.content, save=False)
    chain.add([made])
    log.info("ledger.attach entry=%s attachment=%s by=%s", entry.pk, made.pk, by and by.pk)
    return made


@transaction.atomic
def withdraw(*, attachment: Attachment, by: User | None = None) -> None:
    """Delete the content of a file that should not be there; that it was stays."""
    rows = Attachment.objects.live().filter(pk=attachment.pk)
    if rows.update(withdrawn_at=timezone.now(), withdrawn_by=by):
        name = str(attachment.file.name)
        transaction.on_commit(lambda: private().delete(name))
        log.info("ledger.withdraw attachment=%s by=%s", attachment.pk, by and by.pk)
