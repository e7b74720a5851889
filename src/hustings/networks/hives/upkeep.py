"""Scheduled looks at sales: open those whose time has come, close those that are over."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hustings.foundation import jobs
from hustings.networks.hives import notice_rows, tasks
from hustings.networks.hives.models import Notice, Sale

_MOST = 2_000  # sales of one evening


def wake() -> None:
    """Start what is due; each piece of work runs at most once beside itself."""
    now = timezone.now()
    for sale in Sale.objects.taking(now).filter(told_at=None)[:_MOST]:
        _tell(sale)
    for pk in Sale.objects.due(now).values_list("pk", flat=True)[:_MOST]:
        jobs.enqueue_once(tasks.close_sale, f"hives.close {pk}", pk)
    waiting = Notice.objects.waiting().filter(made_at__lt=now - timedelta(minutes=5))
    for pk in waiting.order_by().values_list("sale", flat=True).distinct()[:_MOST]:
        jobs.enqueue_once(tasks.send_notices, f"hives.notices {pk}", pk)


@transaction.atomic
def _tell(sale: Sale) -> None:
    if Sale.objects.filter(pk=sale.pk, told_at=None).update(told_at=timezone.now()):
        notice_rows.of_opening(sale)
        tasks.send_notices.enqueue(sale.pk)
