"""The course of gifts as their payments go: called in the transaction that moves the payments."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.money.donations import actions, tasks
from hustings.money.donations.models import Donation
from hustings.money.donations.models.donations import ON_THE_WAY
from hustings.money.donations.models.words import SENT, Ways
from hustings.money.donations.refusals import DonationGone
from hustings.money.ledger.gathering import gathered
from hustings.money.payments import actions as payments
from hustings.money.payments import hooks
from hustings.money.payments.hooks import Change
from hustings.money.payments.models import Payment
from hustings.money.payments.models.payments import PAID
from hustings.money.payments.providers import transfer

NAME = "donations"
_TOLD = [*SENT, Ways.DEBIT]  # how to pay, by mail; each debit after the first is announced by itself
_LONGEST = timedelta(days=60)  # that a payment without an end of its own keeps the amount reserved


def purpose(row: Donation) -> str:
    """The word by which payments know the gift."""
    return f"{NAME}:{row.pk}"


def on_changes(told: hooks.Told) -> None:
    """Take the steps that payments took. Raises DonationGone where a gift was erased meanwhile."""
    taken: list[_Taken] = []
    with gathered():
        with actions.together([key for key, _payment, _change in told]) as rows:
            for key, payment, change in told:
                if (row := rows.get(key)) is None:
                    raise DonationGone(_("The donation of this payment was erased."))
                if row.state in ON_THE_WAY or change.kind not in _BEFORE_MONEY:
                    _STEPS[change.kind](row, payment, change)
                    taken.append((row, payment, change.kind))
        _note_plans(taken)


def _begin(row: Donation, payment: Payment, _change: Change) -> None:
    until = payment.expires_at or timezone.now() + _LONGEST
    actions.begin_payment(donation=row, means=payment.means, held_for=until - timezone.now())
    if payment.means in _TOLD and row.language and row.donor.email and not row.plan_id:
        tasks.tell_how_to_pay.enqueue(row.pk)


def _settle(row: Donation, payment: Payment, change: Change) -> None:
    actions.settle(donation=row, on=change.on, means=payment.means, by=change.by, amount=change.amount)


def _unsettle(row: Donation, payment: Payment, change: Change) -> None:
    until = payment.expires_at or timezone.now() + _LONGEST
    actions.unsettle(donation=row, held_for=until - timezone.now(), on=change.on, by=change.by)


_Taken = tuple[Donation, Payment, str]
_BEFORE_MONEY = {hooks.PENDING, hooks.FAILED, hooks.EXPIRED}  # nothing where the money came all the same
_STEPS: dict[str, Callable[[Donation, Payment, Change], Any]] = {
    hooks.PENDING: _begin,
    hooks.SETTLED: _settle,
    hooks.UNSETTLED: _unsettle,
    hooks.FAILED: lambda row, _payment, _change: actions.fail(donation=row),
    hooks.EXPIRED: lambda row, _payment, _change: actions.expire(donation=row),
    hooks.REFUNDED: lambda row, _payment, change: actions.refund(
        donation=row, amount=change.amount, on=change.on, by=change.by, by_hand=change.by_hand
    ),
    hooks.REFUND_FAILED: lambda row, _payment, change: actions.take_back(
        donation=row, amount=change.amount, on=change.on
    ),
    hooks.DISPUTED: lambda row, _payment, change: actions.dispute(donation=row, on=change.on, by=change.by),
    hooks.WON: lambda row, _payment, change: actions.win_dispute(donation=row, on=change.on, by=change.by),
    hooks.LOST: lambda row, _payment, change: actions.lose(donation=row, on=change.on, by=change.by),
}


def _note_plans(taken: list[_Taken]) -> None:
    """Begin a monthly gift with the first that is paid; of later ones count failures in a row."""
    monthly = [each for each in taken if each[0].plan or each[0].is_monthly]
    for kind, found in groupby(monthly, key=itemgetter(2)):
        if kind == hooks.SETTLED:
            _note_paid(list(found))
        elif kind in {hooks.FAILED, hooks.LOST}:  # lost: such as a direct debit that was returned
            for row, _payment, _kind in found:
                if row.plan:
                    actions.note_failed(plan=row.plan)


def _note_paid(monthly: list[_Taken]) -> None:
    for row, payment, _kind in monthly:
        if not row.plan:
            actions.begin_plan(donation=row, mandate=payment.mandate)
    actions.note_paid(plans=[row.plan for row, _payment, _kind in monthly if row.plan])


part = hooks.purposes(hooks.Purpose(NAME, on_changes, lambda key: reverse("donations:donation", args=[key])))


def keys_of(text: str) -> list[int]:
    """Gifts whose payment has a reference that stands in a text, as a donor reads it out."""
    rows = Payment.objects.filter(pk__in=transfer.keys_in(text), purpose__startswith=f"{NAME}:")
    return [hooks.split(name)[1] for name in rows.values_list("purpose", flat=True)]


def payment_of(row: Donation) -> Payment | None:
    """The payment by which the money of a gift came, or is to come."""
    rows = Payment.objects.select_related("channel__books", "mandate")
    found = rows.filter(purpose=purpose(row), is_surplus=False).order_by("-pk")
    return found.first()


def can_give_up(row: Donation) -> bool:
    """Whether it is awaited, and neither sent by a donor nor in a file for the bank."""
    is_free = row.means in SENT or Payment.objects.given_up_freely().filter(purpose=purpose(row)).exists()
    return row.state in ON_THE_WAY and is_free


def cheque_of(row: Donation) -> Payment | None:
    """The payment of a cheque that was promised and is not here, also where it was waited for in vain."""
    payment = payment_of(row) if row.means == Ways.CHEQUE else None
    return payment if payment and payment.means == Ways.CHEQUE and payment.state not in PAID else None


@transaction.atomic
def take_cheque(*, donation: Donation, on: date, reference: str = "", by: User | None = None) -> None:
    """Note that the cheque is here; twice is once. Raises NotPosted."""
    if payment := cheque_of(donation):
        if reference:
            Donation.objects.filter(pk=donation.pk).update(reference=reference)
        payments.note_arrival(payment=payment, on=on, by=by)
