"""Moments that others tell of what happened."""

from datetime import UTC, datetime

from django.utils import timezone

_FIRST = datetime(1990, 1, 1, tzinfo=UTC)  # before it no log of today was written


def past(told: datetime) -> datetime | None:
    """The moment, at the latest now; by the campaign's clock where it has no zone. None where it can't be."""
    try:
        moment = told if told.tzinfo else told.replace(tzinfo=timezone.get_default_timezone())
        moment = moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return min(moment, timezone.now()) if moment >= _FIRST else None
