"""Reports are kept for a year: long enough to see a season, and no longer."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hustings.security.domains import report_reader
from hustings.security.domains.models import Report, Sent

KEPT = timedelta(days=400)
_AT_ONCE = 200


def forget_old() -> int:
    """Delete reports that ended so long ago, or tell of what is to come, in small steps; how many."""
    n, now = 0, timezone.now()
    untrue = Q(begins_at__gt=now + report_reader.AHEAD) | Q(ends_at__gt=now + report_reader.AHEAD)
    while some := list(
        Report.objects.filter(Q(ends_at__lt=now - KEPT) | untrue)
        .order_by("pk")
        .values_list("pk", flat=True)[:_AT_ONCE]
    ):
        with transaction.atomic():
            Sent.objects.filter(report__in=some).delete()
            n += Report.objects.filter(pk__in=some).delete()[0]
    return n
