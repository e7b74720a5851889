"""Entries of the books for what payments cost, and for their way to the bank.

The apps above post what was paid for; here stand payouts with fees, slips, collected files and surplus money.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.money.ledger import actions as ledger
from hustings.money.ledger.models import Account, Books
from hustings.money.payments.models import Batch, Channel, Payment, Payout, Slip

Role = Account.Role
_JOURNAL = "BQ"
PLACES: dict[str, str] = {
    Channel.Provider.STRIPE: Role.TRANSIT,
    Channel.Provider.HELLOASSO: Role.TRANSIT,
    Channel.Provider.SEPA: Role.TRANSIT,
    Channel.Provider.TRANSFER: Role.BANK,
    Channel.Provider.CHEQUE: Role.CHEQUES,
    Channel.Provider.CASH: Role.CASH,
}


def surplus(row: Payment, on: date, by: User | None) -> None:
    """Money that came twice belongs to its payer."""
    place = PLACES[row.channel.provider]
    words = _words("surplus") % row.pk
    step = f"surplus:again:{row.n_unsettled}" if row.n_unsettled else "surplus"
    _post(row.channel.books, on, words, [(place, Role.TO_REFUND, row.amount)], f"P{row.pk}", step, by)


def surplus_unsettled(row: Payment, on: date, by: User | None) -> None:
    """Counter-entry: the money was another's."""
    moves = [(Role.TO_REFUND, PLACES[row.channel.provider], row.amount)]
    words, step = _words("unsettled") % row.pk, f"surplus:unsettled:{row.n_unsettled}"
    _post(row.channel.books, on, words, moves, f"P{row.pk}", step, by)


def surplus_refunded(
    row: Payment, amount: int, on: date, by: User | None, *, step: str = "refunded", by_hand: bool = False
) -> None:
    """It went back to its payer, or their bank took it."""
    place = PLACES[row.channel.provider]
    back = Role.BANK if place == Role.CHEQUES or (by_hand and place == Role.TRANSIT) else place
    words = _words("surplus_refunded") % row.pk
    source = f"surplus:{step}:{row.refunded}" + _nth(row)
    _post(row.channel.books, on, words, [(Role.TO_REFUND, back, amount)], f"P{row.pk}", source, by)


def surplus_refund_failed(row: Payment, amount: int, on: date) -> None:
    """Money that the provider could not send is to refund again."""
    moves = [(PLACES[row.channel.provider], Role.TO_REFUND, amount)]
    source = f"surplus:refund_failed:{row.refunded}" + _nth(row)
    _post(row.channel.books, on, _words("refund_failed") % row.pk, moves, f"P{row.pk}", source, None)


def _nth(row: Payment) -> str:
    """Told apart from steps before a refund that failed."""
    n = row.refunds.exclude(failed_at=None).count()
    return f":{n}" if n else ""


def payout(row: Payout) -> None:
    """The bank gets the amount, the fees are spent, and both leave what was on its way."""
    net, fees = row.amount, row.fees
    moves = [(Role.BANK, Role.TRANSIT, net) if net > 0 else (Role.TRANSIT, Role.BANK, -net)] if net else []
    if fees:
        moves.append((Role.FEES, Role.TRANSIT, fees) if fees > 0 else (Role.TRANSIT, Role.FEES, -fees))
    if moves:
        words = _words("payout") % row.pk
        _post(row.channel.books, row.on, words, moves, f"V{row.pk}", "paid", None)


def payout_failed(row: Payout, on: date) -> None:
    """The bank did not take it: the money is with the provider again."""
    words = _words("payout_failed") % row.pk
    _post(row.channel.books, on, words, [(Role.TRANSIT, Role.BANK, row.amount)], f"V{row.pk}", "failed", None)


def slip(row: Slip, on: date, by: User | None) -> None:
    """The bank took cheques or cash in."""
    moves = [(Role.BANK, PLACES[row.channel.provider], row.amount)]
    step = f"deposited:{row.n_taken_back}" if row.n_taken_back else "deposited"
    _post(row.channel.books, on, _words("slip") % row.number, moves, f"S{row.pk}", step, by)


def slip_taken_back(row: Slip, on: date, by: User | None) -> None:
    """Counter-entry: the bank did not have it."""
    moves = [(PLACES[row.channel.provider], Role.BANK, row.amount)]
    words, step = _words("slip_taken_back") % row.number, f"taken_back:{row.n_taken_back}"
    _post(row.channel.books, on, words, moves, f"S{row.pk}", step, by)


def batch(row: Batch, amount: int, on: date, by: User | None) -> None:
    """``amount``: without what the bank rejected."""
    moves = [(Role.BANK, Role.TRANSIT, amount)]
    step = f"collected:{row.n_taken_back}" if row.n_taken_back else "collected"
    _post(row.channel.books, on, _words("batch") % row.message_id, moves, f"F{row.pk}", step, by)


def batch_taken_back(row: Batch, amount: int, on: date, by: User | None) -> None:
    """Counter-entry: the money was another's."""
    moves = [(Role.TRANSIT, Role.BANK, amount)]
    words, step = _words("batch_taken_back") % row.message_id, f"taken_back:{row.n_taken_back}"
    _post(row.channel.books, on, words, moves, f"F{row.pk}", step, by)


def collected(row: Payment, on: date) -> None:
    """A debit that the bank booked alone."""
    moves = [(Role.BANK, Role.TRANSIT, row.amount)]
    _post(row.channel.books, on, _words("batch") % f"P{row.pk}", moves, f"P{row.pk}", "collected", None)


def returned(row: Payment, on: date, by: User | None) -> None:
    """A cheque or debit that had reached the bank left it again; what it was for is posted by its app."""
    moves = [(PLACES[row.channel.provider], Role.BANK, row.amount)]
    _post(row.channel.books, on, _words("returned") % row.pk, moves, f"P{row.pk}", "returned", by)


def _post(
    books: Books, on: date, words: str, moves: Iterable[tuple[str, str, int]], reference: str, step: str,
    by: User | None,
) -> None:  # fmt: skip
    wanted = list(moves)
    roles = {role for move in wanted for role in move[:2]}
    found = {account.role: account for account in books.accounts.filter(role__in=roles)}
    transfers = [(found[debit], found[credit], amount) for debit, credit, amount in wanted]
    ledger.post(
        books=books, on=on, journal=_JOURNAL, label=words, transfers=transfers, reference=reference,
        source=f"payments:{reference}:{step}", by=by,
    )  # fmt: skip


def _words(step: str) -> str:
    with override(Campaign.current().language):
        return {
            "surplus": _("Payment P%s came twice: to refund"),
            "surplus_refunded": _("Payment P%s that came twice was refunded"),
            "refund_failed": _("Refund of payment P%s failed: to refund again"),
            "payout": _("Payout V%s of the payment provider"),
            "payout_failed": _("Payout V%s did not reach the bank"),
            "unsettled": _("Payment P%s: the bank’s line was another’s"),
            "slip": _("Deposit slip %s"),
            "slip_taken_back": _("Deposit slip %s: not at the bank"),
            "batch": _("Direct debits %s"),
            "batch_taken_back": _("Direct debits %s: not collected"),
            "returned": _("Payment P%s returned by the bank"),
        }[step]
