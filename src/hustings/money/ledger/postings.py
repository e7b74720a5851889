"""Entries before they are written, and the checks on them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.formats import money
from hustings.money.ledger import plans
from hustings.money.ledger.models import Account, Books, Entry, Transfer
from hustings.money.ledger.refusals import (
    AccountClosed,
    InFuture,
    NoSuchJournal,
    NothingToPost,
    OtherBooks,
    OutsideBooks,
    PeriodClosed,
    SameAccount,
    TooLarge,
)


class Move(NamedTuple):
    """An amount, in minor units, that leaves the credited account for the debited one."""

    debit: Account
    credit: Account
    amount: int


@dataclass(frozen=True, slots=True)
class Posting:
    """One entry as an app asks for it. ``source`` names the deed that it records: it is written once."""

    on: date
    journal: str
    label: str
    transfers: Sequence[tuple[Account, Account, int]]
    reference: str = ""
    source: str = ""


class Gate:
    """The checks on postings to one set of books; made under their lock."""

    def __init__(self, books: Books, postings: Iterable[Posting] = ()) -> None:
        self.books = books
        last = books.periods.order_by("-through").first()
        self.closed = last.through if last else None
        self.journals = plans.get(books.plan).journals
        wanted = {each.pk for posting in postings for row in posting.transfers for each in row[:2]}
        self.accounts = books.accounts.in_bulk(wanted) if wanted else {}

    def check(self, posting: Posting) -> None:
        """Raise NotPosted, of the kind that fits."""
        self.check_day(posting.on)
        if posting.journal not in self.journals:
            raise NoSuchJournal(_("These books have no journal “%s”.") % posting.journal)
        if not posting.transfers:
            raise NothingToPost(_("An entry moves an amount from one account to another."))
        for transfer in posting.transfers:
            self._check_transfer(*transfer)

    def check_day(self, on: date) -> None:
        if on > timezone.localdate():
            raise InFuture(_("Choose today or an earlier day."))
        if self.closed and on <= self.closed:
            raise PeriodClosed(
                _("The books are closed up to %s. Choose a later date.") % date_format(self.closed)
            )
        if on < self.books.opened_on or (self.books.closed_on and on > self.books.closed_on):
            raise OutsideBooks(_("These books are not open on that day."))

    def _check_transfer(self, debit: Account, credit: Account, amount: int) -> None:
        if type(amount) is not int or amount <= 0:
            raise NothingToPost(_("Enter an amount above zero."))
        if amount > money.MOST:
            most = money.shown(money.MOST, self.books.currency)
            raise TooLarge(_("Enter an amount of at most %s.") % most)
        if debit.pk == credit.pk:
            raise SameAccount(_("An amount can’t move from an account to itself."))
        for account in (debit, credit):
            held = self.accounts.get(account.pk)
            if held is None:
                raise OtherBooks(_("Account %s is in other books.") % account)
            if held.closed_at:
                raise AccountClosed(_("Account %s is closed.") % held)


def drafted(books: Books, posting: Posting, by: int | None, reverses: Entry | None = None) -> Entry:
    """An entry with its transfers, not yet written."""
    entry = Entry(
        books=books, journal=posting.journal, on=posting.on, label=posting.label, reference=posting.reference,
        source=posting.source or None, reverses=reverses, made_by_id=by, n_transfers=len(posting.transfers),
    )  # fmt: skip
    entry.drafted = [
        Transfer(entry=entry, position=n, on=posting.on, debit=debit, credit=credit, amount=amount)
        for n, (debit, credit, amount) in enumerate(posting.transfers, 1)
    ]
    return entry


def netted(lines: Iterable[tuple[Account, int]]) -> list[Move]:
    """Transfers that do what lines say; debits above zero, credits below. Raises NotPosted."""
    sums: dict[Account, int] = {}
    for account, amount in lines:
        sums[account] = sums.get(account, 0) + amount
    if sum(sums.values()):
        raise NothingToPost(_("Debits and credits must have the same sum."))
    if none := next((account for account, amount in sums.items() if not amount), None):
        raise SameAccount(_("Account %s is debited and credited with the same amount.") % none)
    debits = [(account, amount) for account, amount in sums.items() if amount > 0]
    sources = [(account, -amount) for account, amount in sums.items() if amount < 0]
    return list(_paired(debits, sources))


def _paired(debits: list[tuple[Account, int]], sources: list[tuple[Account, int]]) -> Iterator[Move]:
    """Each debit with as many credits as it takes, in their order."""
    waiting = iter(sources)
    source, held = next(waiting, (None, 0))
    for to, wanted in debits:
        while wanted:
            assert source
            yield Move(to, source, amount := min(wanted, held))
            wanted, held = wanted - amount, held - amount
            if not held:
                source, held = next(waiting, (None, 0))
