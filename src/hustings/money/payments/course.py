"""The course of payments, once for each step. All is done to rows that the caller has locked."""

from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.money.payments import hooks, postings
from hustings.money.payments.hooks import Change
from hustings.money.payments.models import Dispute, Payment, State
from hustings.money.payments.models.payments import BEFORE, PAID
from hustings.money.payments.refusals import NotPossible


def locked(pks: list[int]) -> dict[int, Payment]:
    """Payments by their keys, locked in one order, with their books."""
    rows = Payment.objects.select_for_update(of=("self",)).select_related("channel__books", "mandate")
    return {row.pk: row for row in rows.filter(pk__in=pks).order_by("pk")}


def move(row: Payment, state: str, change: Change, *more: str) -> bool:
    """Go a step forward and tell whoever is paid; False where it is there, or further."""
    if row.state not in BEFORE[state]:
        return False
    row.state = state
    if state in {State.FAILED, State.EXPIRED, State.REFUNDED, State.LOST}:
        row.ended_at = timezone.now()
    row.save(update_fields=["state", "ended_at", *more])
    if not row.is_surplus:
        hooks.tell(row, change)
    return True


def pend(row: Payment) -> bool:
    """Note that the payer was shown where to pay, or that the payment runs."""
    return move(row, State.PENDING, Change(hooks.PENDING, row.amount, timezone.localdate()), "expires_at")


def settle(row: Payment, on: date, by: User | None = None) -> bool:
    """Note that the money is there, also after a failure; what was paid already becomes a surplus."""
    if row.state in PAID:
        return False
    others = Payment.objects.filter(purpose=row.purpose, state__in=PAID, is_surplus=False)
    row.is_surplus = others.exclude(pk=row.pk).exists()
    row.settled_on, row.expires_at, row.ended_at, row.url = on, None, None, ""
    names = ["settled_on", "expires_at", "is_surplus", "url", "provider_id", "slip"]
    move(row, State.SETTLED, Change(hooks.SETTLED, row.amount, on, by), *names)
    if row.is_surplus:
        postings.surplus(row, on, by)
    return True


def fail(row: Payment, on: date) -> bool:
    """Note that no money will come; False where some did."""
    return move(row, State.FAILED, Change(hooks.FAILED, row.amount, on))


def expire(row: Payment, on: date) -> bool:
    return move(row, State.EXPIRED, Change(hooks.EXPIRED, row.amount, on))


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
    row.save(update_fields=["refunded", "state", "ended_at"])
    if row.is_surplus:
        postings.surplus_refunded(row, part, on, by, by_hand=by_hand)
    else:
        hooks.tell(row, Change(hooks.REFUNDED, part, on, by, by_hand))
    return True


def take_back(row: Payment, amount: int, on: date) -> None:
    """Note that a part of what went back is here again: no bank took it. Raises NotPossible."""
    demand(row, State.SETTLED, State.REFUNDED)
    row.refunded -= amount
    row.state, row.ended_at = State.SETTLED, None
    row.save(update_fields=["refunded", "state", "ended_at"])
    if row.is_surplus:
        postings.surplus_refund_failed(row, amount, on)
    else:
        hooks.tell(row, Change(hooks.REFUND_FAILED, amount, on))


def dispute(row: Payment, said: Dispute, on: date) -> None:
    """Note how a dispute stands; that it was opened comes before its end, whichever was told first."""
    settle(row, on)
    told = said.state
    held = row.disputes.filter(provider_id=said.provider_id).first()
    if held is None:
        held, said.payment, said.state = said, row, Dispute.State.OPEN
        held.save(force_insert=True)
        move(row, State.DISPUTED, Change(hooks.DISPUTED, row.left, on))
    if held.state == Dispute.State.OPEN and told != Dispute.State.OPEN:
        held.state, held.closed_at = told, timezone.now()
        held.save(update_fields=["state", "closed_at"])
        if told == Dispute.State.LOST:
            lose(row, on)
        elif row.state == State.DISPUTED and not row.disputes.filter(state=Dispute.State.OPEN).exists():
            row.state = State.SETTLED
            row.save(update_fields=["state"])
            if not row.is_surplus:
                hooks.tell(row, Change(hooks.WON, row.left, on))


def lose(row: Payment, on: date, by: User | None = None) -> bool:
    """Note that the bank took the money back."""
    settle(row, on)
    if row.is_surplus and row.state in BEFORE[State.LOST]:
        postings.surplus_refunded(row, row.left, on, by, step="lost")
    return move(row, State.LOST, Change(hooks.LOST, row.left, on, by))


def demand(row: Payment, *states: str) -> None:
    """Raise NotPossible unless it is in one of these states."""
    if row.state not in states:
        raise NotPossible(_("Not possible: this payment is in the state “%s”.") % row.get_state_display())


def overdue() -> Q:
    return Q(expires_at__lte=timezone.now())
