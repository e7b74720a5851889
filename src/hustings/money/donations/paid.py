"""The course of a gift as its payment goes: called in the transaction that moves the payment."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.money.donations import actions
from hustings.money.donations.models import Donation
from hustings.money.donations.models.donations import ON_THE_WAY
from hustings.money.donations.refusals import DonationGone
from hustings.money.payments import hooks
from hustings.money.payments.hooks import Change
from hustings.money.payments.models import Payment

NAME = "donations"
_LONGEST = timedelta(days=60)  # that a payment without an end of its own keeps the amount reserved


def purpose(row: Donation) -> str:
    """The word by which payments know the gift."""
    return f"{NAME}:{row.pk}"


def on_change(key: int, payment: Payment, change: Change) -> None:
    """Take the step that the payment took. Raises DonationGone where the gift was erased meanwhile."""
    row = Donation.objects.select_related("plan").filter(pk=key).first()
    if row is None:
        raise DonationGone(_("The donation of this payment was erased."))
    _STEPS[change.kind](row, payment, change)


def _pending(row: Donation, payment: Payment, _change: Change) -> None:
    if row.state in ON_THE_WAY:
        until = payment.expires_at or timezone.now() + _LONGEST
        actions.begin_payment(donation=row, means=payment.means, held_for=until - timezone.now())


def _settled(row: Donation, payment: Payment, change: Change) -> None:
    if row.means != payment.means:  # by another road than was foreseen
        Donation.objects.filter(pk=row.pk).update(means=payment.means)
    actions.settle(donation=row, on=change.on, by=change.by)
    if row.plan:
        actions.note_paid(plan=row.plan)
    elif row.is_monthly:
        actions.begin_plan(donation=row, mandate=payment.mandate)


def _failed(row: Donation, _payment: Payment, _change: Change) -> None:
    if row.state in ON_THE_WAY:
        actions.fail(donation=row)
        if row.plan:
            actions.note_failed(plan=row.plan)


def _expired(row: Donation, _payment: Payment, _change: Change) -> None:
    if row.state in ON_THE_WAY:
        actions.expire(donation=row)


def _refunded(row: Donation, _payment: Payment, change: Change) -> None:
    actions.refund(donation=row, amount=change.amount, on=change.on, by=change.by)


def _disputed(row: Donation, _payment: Payment, change: Change) -> None:
    actions.dispute(donation=row, on=change.on, by=change.by)


def _won(row: Donation, _payment: Payment, change: Change) -> None:
    actions.win_dispute(donation=row, on=change.on, by=change.by)


def _lost(row: Donation, _payment: Payment, change: Change) -> None:
    actions.lose(donation=row, on=change.on, by=change.by)
    if row.plan:  # such as a direct debit that was returned
        actions.note_failed(plan=row.plan)


_STEPS: dict[str, Callable[[Donation, Payment, Change], None]] = {
    hooks.PENDING: _pending,
    hooks.SETTLED: _settled,
    hooks.FAILED: _failed,
    hooks.EXPIRED: _expired,
    hooks.REFUNDED: _refunded,
    hooks.DISPUTED: _disputed,
    hooks.WON: _won,
    hooks.LOST: _lost,
}
part = hooks.purposes(hooks.Purpose(NAME, on_change, lambda key: reverse("donations:donation", args=[key])))


def payment_of(row: Donation) -> Payment | None:
    """The payment by which the money of a gift came, or is to come."""
    rows = Payment.objects.select_related("channel__books", "mandate")
    found = rows.filter(purpose=purpose(row), is_surplus=False).order_by("-pk")
    return found.first()
