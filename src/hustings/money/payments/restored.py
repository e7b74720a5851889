"""Payments put back from a backup, which doesn't know what was charged after it was made."""

from datetime import datetime

from django.utils import timezone

from hustings.money.payments.models import Channel


def hold(using: str, made_at: datetime) -> None:
    """Have charges by mandates wait: people would be charged twice for the same month."""
    Channel.objects.using(using).filter(held_at=None, mandates__isnull=False).update(held_at=timezone.now())
