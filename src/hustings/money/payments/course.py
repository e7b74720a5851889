"""The course of payments, once for each step. All is done to rows that the caller has locked.

    with together(rows):
        for row in rows:
            settle(row, today)

Within it rows are written, and whoever is paid is told, at the end; else after each step.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import sql_rows
from hustings.foundation.lib.sql.batches import Batch
from hustings.money.payments import hooks, postings
from hustings.money.payments.hooks import Change
from hustings.money.payments.models import Dispute, Mandate, Payment, State
from hustings.money.payments.models.payments import BEFORE, ON_THE_WAY, PAID
from hustings.money.payments.refusals import NotPossible

_BEGUN_WITHIN = timedelta(hours=1)
_ENDS = {State.FAILED, State.EXPIRED, State.REFUNDED, State.LOST}
_CHANGED = (
    "state", "settled_on", "expires_at", "ended_at", "url", "provider_id", "refunded", "is_surplus",
    "mandate", "n_unsettled", "amount", "promised",
)  # fmt: skip


class _Steps(Batch):
    """Payments that moved, and the changes to tell."""

    def __init__(self) -> None:
        self.rows: dict[int, Payment] = {}
        self.changes: list[tuple[Payment, Change]] = []
        self.paid: dict[str, int] = {}  # purposes, and the payment that each was paid by; 0: none

    def note(self, row: Payment, change: Change | None = None) -> None:
        self.rows[row.pk] = row
        if change and not row.is_surplus:
            self.changes.append((row, change))

    def foresee(self, rows: Iterable[Payment]) -> None:
        """Look up which of their purposes are paid already."""
        names = {row.purpose for row in rows}
        held = Payment.objects.filter(purpose__in=names, state__in=PAID, is_surplus=False)
        self.paid |= dict.fromkeys(names, 0) | dict(held.values_list("purpose", "pk"))

    def pay(self, row: Payment) -> bool:
        """Say by what its purpose is paid; False where it was."""
        if row.purpose not in self.paid:
            self.foresee([row])
        if self.paid[row.purpose] not in {0, row.pk}:
            return False
        self.paid[row.purpose] = row.pk
        return True

    def write(self) -> None:
        sql_rows.change_all(list(self.rows.values()), *_CHANGED)
        hooks.tell(self.changes)


@contextmanager
def together(rows: Iterable[Payment] = ()) -> Iterator[None]:
    """Take steps of these rows, and of others, as one."""
    with _Steps.together() as steps:
        steps.foresee(rows)
        yield


def locked(pks: Iterable[int]) -> dict[int, Payment]:
    """Payments by their keys, locked in one order, with their books."""
    rows = Payment.objects.select_for_update(of=("self",)).select_related("channel__books", "mandate")
    found = {row.pk: row for row in rows.filter(pk__in=list(pks)).order_by("pk")}
    moved = steps.rows if (steps := _Steps.current()) else {}
    return {pk: moved.get(pk, row) for pk, row in found.items()}


def _note(row: Payment, change: Change | None = None) -> None:
    """Have a row written, and whoever it pays told."""
    with _Steps.together() as steps:
        steps.note(row, change)


def _move(row: Payment, state: str, change: Change) -> bool:
    """Go a step forward; False where it is there, or further."""
    if row.state not in BEFORE[state]:
        return False
    row.state = state
    if state in _ENDS:
        row.ended_at = timezone.now()
    _note(row, change)
    return True


def name(row: Payment, provider_id: str, mandate: Mandate | None = None) -> None:
    """Keep what the provider calls it, and the mandate that came with it."""
    if (provider_id, mandate) != (row.provider_id, row.mandate):
        row.provider_id, row.mandate = provider_id, mandate
        _note(row)


def pend(row: Payment) -> bool:
    """Note that the payer was shown where to pay, or that the payment runs."""
    return _move(row, State.PENDING, Change(hooks.PENDING, row.amount, timezone.localdate()))


def settle(row: Payment, on: date, by: User | None = None, *, amount: int = 0) -> bool:
    """Note that the money is there, also after a failure; what was paid already becomes a surplus.

    ``amount``: what came, where that is not what was promised.
    """
    if row.state in PAID:
        return False
    with _Steps.together() as steps:
        if amount and amount != row.amount:
            row.promised, row.amount = row.amount, amount
        row.is_surplus = not steps.pay(row)
        row.state, row.settled_on, row.expires_at, row.ended_at, row.url = State.SETTLED, on, None, None, ""
        steps.note(row, Change(hooks.SETTLED, row.amount, on, by))
        if row.is_surplus:
            postings.surplus(row, on, by)
    return True


def unsettle(row: Payment, on: date, *, held_for: timedelta | None, by: User | None = None) -> None:
    """Await it again, for so long: a person had taken other money for its own. Raises NotPossible.

    ``held_for`` None: without an end, as a direct debit.
    """
    demand(row, State.SETTLED)
    others = Payment.objects.filter(purpose=row.purpose).exclude(pk=row.pk)
    if row.refunds.exists() or row.disputes.exists():
        raise NotPossible(_("Not possible: some of this payment was refunded or disputed."))
    if others.surplus().exists():
        raise NotPossible(_("Not possible: another payment came for the same. Refund that one first."))
    is_over = row.is_surplus or others.filter(state__in=ON_THE_WAY).exists()
    with _Steps.together() as steps:
        row.n_unsettled += 1
        if row.is_surplus:
            postings.surplus_unsettled(row, on, by)
        row.state, row.settled_on = State.EXPIRED if is_over else State.PENDING, None
        row.expires_at = timezone.now() + held_for if held_for and not is_over else None
        row.ended_at = timezone.now() if is_over else None
        steps.paid.pop(row.purpose, None)
        steps.note(row, Change(hooks.UNSETTLED, row.amount, on, by))
        row.is_surplus = False
        row.amount, row.promised = row.promised or row.amount, None


def fail(row: Payment, on: date) -> bool:
    """Note that no money will come; False where some did."""
    return _move(row, State.FAILED, Change(hooks.FAILED, row.amount, on))


def expire(row: Payment, on: date) -> bool:
    return _move(row, State.EXPIRED, Change(hooks.EXPIRED, row.amount, on))


def refund(row: Payment, total: int, on: date, by: User | None = None, *, by_hand: bool = False) -> bool:
    """Note that ``total`` was sent back so far. What nobody told us was paid has been paid.

    Raises NotPossible while the money is disputed: the end of that will be told, too.
    """
    settle(row, on)
    if total > row.refunded:
        demand(row, State.SETTLED, State.LOST, State.REFUNDED)
    part = min(total, row.amount) - row.refunded
    if part <= 0 or row.state not in BEFORE[State.REFUNDED]:
        return False
    row.refunded += part
    if not row.left:
        row.state, row.ended_at = State.REFUNDED, timezone.now()
    _note(row, Change(hooks.REFUNDED, part, on, by, by_hand))
    if row.is_surplus:
        postings.surplus_refunded(row, part, on, by, by_hand=by_hand)
    return True


def take_back(row: Payment, amount: int, on: date) -> None:
    """Note that a part of what went back is here again: no bank took it. Raises NotPossible."""
    demand(row, State.SETTLED, State.REFUNDED)
    row.refunded -= amount
    row.state, row.ended_at = State.SETTLED, None
    _note(row, Change(hooks.REFUND_FAILED, amount, on))
    if row.is_surplus:
        postings.surplus_refund_failed(row, amount, on)


def dispute(row: Payment, said: Dispute, on: date) -> None:
    """Note how a dispute stands; that it was opened comes before its end, whichever was told first."""
    settle(row, on)
    told = said.state
    held = row.disputes.filter(provider_id=said.provider_id).first()
    if held is None:
        held, said.payment, said.state = said, row, Dispute.State.OPEN
        held.save(force_insert=True)
        _move(row, State.DISPUTED, Change(hooks.DISPUTED, row.left, on))
    if held.state == Dispute.State.OPEN and told != Dispute.State.OPEN:
        held.state, held.closed_at = told, timezone.now()
        held.save(update_fields=["state", "closed_at"])
        if told == Dispute.State.LOST:
            lose(row, on)
        elif row.state == State.DISPUTED and not row.disputes.filter(state=Dispute.State.OPEN).exists():
            row.state = State.SETTLED
            _note(row, Change(hooks.WON, row.left, on))


def lose(row: Payment, on: date, by: User | None = None) -> bool:
    """Note that the bank took the money back."""
    settle(row, on)
    if row.is_surplus and row.state in BEFORE[State.LOST]:
        postings.surplus_refunded(row, row.left, on, by, step="lost")
    return _move(row, State.LOST, Change(hooks.LOST, row.left, on, by))


def demand(row: Payment, *states: str) -> None:
    """Raise NotPossible unless it is in one of these states."""
    if row.state not in states:
        raise NotPossible(_("Not possible: this payment is in the state “%s”.") % row.get_state_display())


def overdue() -> Q:
    """Those not paid in time, and those whose beginning broke off; charges by a mandate are tried again."""
    broken_off = Q(state=State.CREATED, mandate=None, made_at__lte=timezone.now() - _BEGUN_WITHIN)
    return Q(expires_at__lte=timezone.now()) | broken_off
