"""Money that a person enters."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.money.ledger.models import Books
from hustings.money.payments import course
from hustings.money.payments.models import Channel, Payment, State
from hustings.money.payments.models.payments import MEANS

BY_HAND = [Channel.Provider.CHEQUE, Channel.Provider.CASH]


@transaction.atomic
def record(
    *, books: Books, means: str, purpose: str, amount: int, label: str, on: date, **more: Any
) -> Payment | None:
    """A payment for money that a person entered and whoever is paid has booked: for slips.

    None where these books have no channel for such money. Twice for a purpose makes one.
    """
    codes = [code for code, word in MEANS.items() if word == means and code in BY_HAND]
    channel = Channel.objects.filter(books=books, provider__in=codes).order_by("off_at", "position").first()
    if channel is None:
        return None
    if row := Payment.objects.filter(purpose=purpose, channel=channel).first():
        return row
    return Payment.objects.create(
        channel=channel, purpose=purpose, amount=amount, currency=books.currency, label=label,
        state=State.SETTLED, settled_on=on, **more,
    )  # fmt: skip


@transaction.atomic
def note_arrival(*, payment: Payment, on: date, by: User | None = None) -> None:
    """Note that what a payer said they would send is here, however late: a cheque waits for its slip."""
    course.settle(course.locked([payment.pk])[payment.pk], on, by)


@transaction.atomic
def give_up(*, purposes: Sequence[str]) -> None:
    """End what won’t be sent, or collected, and tell whoever waits. Money that comes is taken."""
    found = Payment.objects.given_up_freely().filter(purpose__in=purposes)
    for row in course.locked(found.values_list("pk", flat=True)).values():
        if row.batch_id is None:  # in a file meanwhile
            course.expire(row, timezone.localdate())
