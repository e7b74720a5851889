"""Reports are kept for a year: long enough to see a season, and no longer."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hustings.posture.models import Report, Sent

KEPT = timedelta(days=400)
_AT_ONCE = 200


def forget_old() -> int:
    """Delete reports that ended so long ago, in small steps; how many."""
    n = 0
    while some := list(
        Report.objects.filter(ends_at__lt=timezone.now() - KEPT)
        .order_by("pk")
        .values_list("pk", flat=True)[:_AT_ONCE]
    ):
        with transaction.atomic():
            Sent.objects.filter(report__in=some).delete()
            n += Report.objects.filter(pk__in=some).delete()[0]
    return n
