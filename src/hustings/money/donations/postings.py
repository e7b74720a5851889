"""Entries of the books for each step of a gift. They name the gift by its number, never the donor."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.money.donations.models import Donation
from hustings.money.donations.models.words import Kinds, Ways
from hustings.money.ledger import actions as ledger
from hustings.money.ledger.gathering import gathered
from hustings.money.ledger.models import Account, Entry

Role = Account.Role
_PLACES = {
    Ways.CARD: Role.TRANSIT,
    Ways.DEBIT: Role.TRANSIT,
    Ways.TRANSFER: Role.BANK,
    Ways.CHEQUE: Role.CHEQUES,
    Ways.CASH: Role.CASH,
    Ways.GOODS: Role.IN_KIND_SPENT,
}
_SOURCES = {
    Kinds.GIFT: Role.GIFTS,
    Kinds.DUES: Role.DUES,
    Kinds.OFFICE_DUES: Role.ELECTED_DUES,
    Kinds.LOAN: Role.LOANS,
    Kinds.IN_KIND: Role.IN_KIND,
}
_WAY_BACK = {Ways.CARD, Ways.DEBIT, Ways.CASH, Ways.GOODS}  # others go back from the bank
_BY_PROVIDER = {Ways.CARD, Ways.DEBIT}  # by hand they go back from the bank, too
_JOURNAL = "DO"


class Step(NamedTuple):
    """A step of a gift, and the roles of the accounts between which its amount moves."""

    row: Donation
    on: date
    name: str
    debit: str
    credit: str
    amount: int
    by: User | None


def settled(row: Donation, on: date, by: User | None) -> Step:
    return Step(row, on, _settled(row), _place(row), _origin(row), row.amount, by)


def standing(row: Donation) -> Entry:
    """The entry by which the money of a received gift stands in the books."""
    return row.fund.books.entries.get(source=_source(row, _settled(row)))


def unsettled(row: Donation, on: date, by: User | None) -> Step:
    """Counter-entry for money that was another's."""
    return Step(row, on, f"unsettled:{row.n_unsettled}", _origin(row), _place(row), row.amount, by)


def refunded(
    row: Donation, amount: int, part: int, on: date, by: User | None, *, by_hand: bool = False
) -> Step:
    """``part``: the sum refunded so far, by which this refund is told from others of the same gift."""
    is_as_it_came = row.means in _WAY_BACK and not (by_hand and row.means in _BY_PROVIDER)
    nth = f":{row.n_refunds_failed}" if row.n_refunds_failed else ""
    back = _place(row) if is_as_it_came else Role.BANK
    return Step(row, on, f"refunded:{part}{nth}", _origin(row), back, amount, by)


def refund_failed(row: Donation, amount: int, on: date) -> Step:
    """Counter-entry for what a provider could not send."""
    return Step(row, on, f"refund_failed:{row.n_refunds_failed}", _place(row), _origin(row), amount, None)


def disputed(row: Donation, on: date, by: User | None) -> Step:
    """One for each dispute: a bank may ask for the same money twice."""
    return Step(row, on, f"disputed:{row.n_disputes}", Role.DISPUTED, _place(row), row.left, by)


def won(row: Donation, on: date, by: User | None) -> Step:
    return Step(row, on, f"won:{row.n_disputes}", _place(row), Role.DISPUTED, row.left, by)


def lost(row: Donation, on: date, by: User | None, *, was_disputed: bool) -> Step:
    place = Role.DISPUTED if was_disputed else _place(row)
    return Step(row, on, "lost", _origin(row), place, row.left, by)


def _place(row: Donation) -> str:
    return _PLACES[Ways(row.means)]


def _origin(row: Donation) -> str:
    return _SOURCES[Kinds(row.kind)]


def post(steps: Sequence[Step]) -> None:
    """Write an entry for each step. Raises NotPosted."""
    if not steps:
        return
    books = {step.row.fund.books_id for step in steps}
    held = Account.objects.filter(books__in=books).exclude(role="")
    accounts = {(account.books_id, account.role): account for account in held}
    with override(Campaign.current().language), gathered():
        for row, on, name, debit, credit, amount, by in steps:
            of = row.fund.books
            ledger.post(
                books=of, on=on, journal=_JOURNAL, label=_label(name.partition(":")[0]) % row.number,
                transfers=[(accounts[of.pk, debit], accounts[of.pk, credit], amount)],
                reference=row.reference or row.number, source=_source(row, name), by=by,
            )  # fmt: skip


def _settled(row: Donation) -> str:
    return f"settled:{row.n_unsettled}" if row.n_unsettled else "settled"


def _source(row: Donation, step: str) -> str:
    return f"donation:{row.pk}:{step}"


def _label(step: str) -> str:
    return {
        "settled": _("Donation %s received"),
        "unsettled": _("Donation %s: the bank’s line was another’s"),
        "refunded": _("Donation %s refunded"),
        "refund_failed": _("Donation %s: refund failed"),
        "disputed": _("Donation %s disputed"),
        "won": _("Donation %s: dispute won"),
        "lost": _("Donation %s taken back by the bank"),
    }[step]
