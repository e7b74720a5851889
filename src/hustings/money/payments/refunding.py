"""Refunds as they happen, and as they fail: each once, by the provider's name for it. Rows are locked."""

from datetime import date

from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.money.payments import course
from hustings.money.payments.models import Payment, Refund


def note(
    row: Payment, amount: int, on: date, by: User | None = None, *, key: str = "", by_hand: bool = False
) -> bool:
    """Note that ``amount`` went back; False where it is known under this ``key``, or nothing was left.

    Raises NotPossible while the money is disputed.
    """
    if key and row.refunds.filter(provider_id=key).exists():
        return False
    before = row.refunded
    course.refund(row, before + amount, on, by, by_hand=by_hand)
    if row.refunded == before:
        return False
    Refund.objects.create(
        payment=row, provider_id=key, amount=row.refunded - before, on=on, made_by=by, is_by_hand=by_hand
    )
    row.refunds.to_do().update(closed_at=timezone.now())
    return True


def fail(row: Payment, key: str, amount: int, on: date) -> bool:
    """Note that the provider could not send it: the money is here again, and the payer waits."""
    note(row, amount, on, key=key)  # unless that was told
    held = row.refunds.filter(provider_id=key, failed_at=None).first()
    if held is None:
        return False
    course.take_back(row, held.amount, on)
    held.failed_at = timezone.now()
    held.save(update_fields=["failed_at"])
    return True
