"""Gifts that somebody promised to send: a cheque that is here."""

from datetime import date

from django.db import transaction

from hustings.foundation.accounts.models import User
from hustings.money.donations import paid
from hustings.money.donations.models import Donation
from hustings.money.donations.models.words import Ways
from hustings.money.payments import actions as payments
from hustings.money.payments.models.payments import PAID, Payment


def cheque_of(row: Donation) -> Payment | None:
    """The payment of a cheque that was promised and is not here, also where it was waited for in vain."""
    payment = paid.payment_of(row) if row.means == Ways.CHEQUE else None
    return payment if payment and payment.means == Ways.CHEQUE and payment.state not in PAID else None


@transaction.atomic
def take_cheque(*, donation: Donation, on: date, reference: str = "", by: User | None = None) -> None:
    """Note that the cheque is here; twice is once. Raises NotPosted."""
    if payment := cheque_of(donation):
        if reference:
            Donation.objects.filter(pk=donation.pk).update(reference=reference)
        payments.note_arrival(payment=payment, on=on, by=by)
