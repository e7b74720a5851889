"""Payouts as providers tell them: posted once, with the payments and fees in them."""

from django.utils import timezone

from hustings.money.payments import postings
from hustings.money.payments.models import Channel, Payment, Payout
from hustings.money.payments.providers.port import PAYOUT_FAILED, Fact


def take(channel: Channel, fact: Fact) -> Payout:
    """Write a payout down; one that failed after it was posted is posted back."""
    on = fact.day or timezone.localdate()
    row, _is_new = Payout.objects.select_for_update().get_or_create(
        channel=channel, provider_id=fact.key,
        defaults={"amount": fact.amount, "gross": fact.gross, "fees": fact.fee, "on": on},
    )  # fmt: skip
    if fact.kind == PAYOUT_FAILED:
        return _failed(row, fact)
    if row.posted_at is None:
        row.posted_at = timezone.now()
        row.amount, row.gross, row.fees, row.on = fact.amount, fact.gross, fact.fee, on
        row.save(update_fields=["posted_at", "amount", "gross", "fees", "on"])
        _join(row, fact)
        postings.payout(row)
        if row.failed_at:
            postings.payout_failed(row, on)
    return row


def _failed(row: Payout, fact: Fact) -> Payout:
    if row.failed_at is None:
        row.failed_at = timezone.now()
        row.save(update_fields=["failed_at"])
        if row.posted_at:
            postings.payout_failed(row, fact.day or timezone.localdate())
    return row


def _join(row: Payout, fact: Fact) -> None:
    """Say of each payment by which payout it came, and what it cost."""
    fees = {str(provider_id): int(fee) for provider_id, fee in fact.items}
    found = list(Payment.objects.filter(channel=row.channel, provider_id__in=fees).only("pk", "provider_id"))
    for payment in found:
        payment.payout, payment.fee = row, fees[payment.provider_id]
    Payment.objects.bulk_update(found, ["payout", "fee"], batch_size=200)
