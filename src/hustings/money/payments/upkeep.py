"""Upkeep: events that wait, payments that nobody made."""

from django.db import transaction
from django.utils import timezone

from hustings.foundation.jobs.unique_tasks import enqueue_once
from hustings.money.payments import course, providers, tasks
from hustings.money.payments.models import Channel, Event, Payment

_TRIES = 100
_AT_ONCE = 500


def wake() -> None:
    """Have events that wait acted on: those of a killed worker, and each hour those that had a problem."""
    if timezone.now().minute == 0:
        Event.objects.filter(done_at=None, n_tried__range=(1, _TRIES)).update(n_tried=0)
    waiting = Event.objects.filter(done_at=None, n_tried=0).order_by()
    for channel in waiting.values_list("channel", flat=True).distinct():
        tasks.apply_soon(channel)


def expire_overdue() -> int:
    """End payments that were not made in time, and tell whoever waits for them; their number."""
    found = Payment.objects.on_the_way().filter(course.overdue()).order_by("pk")
    keys = list(found.values_list("pk", flat=True)[:_AT_ONCE])
    for pk in keys:
        with transaction.atomic():
            course.expire(course.locked([pk])[pk], timezone.localdate())
    return len(keys)


def ask_all() -> None:
    """Have every provider asked for what webhooks lost."""
    for channel in Channel.objects.all():
        if providers.of(channel).has_webhook:
            enqueue_once(tasks.reconcile, f"payments.reconcile:{channel.pk}", channel.pk)
