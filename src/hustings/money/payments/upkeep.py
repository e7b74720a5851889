"""Upkeep: events that wait, payments that nobody made."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hustings.foundation.jobs.unique_tasks import enqueue_once
from hustings.money.payments import course, providers, tasks
from hustings.money.payments.models import Channel, Event, Mandate, Payment
from hustings.money.payments.models.payments import ON_THE_WAY, PAID

_TRIES = 100
_AT_ONCE = 500
_UNPAID, _PAID = timedelta(days=60), timedelta(days=400)  # a debit without a mandate goes back for 13 months


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
    rows = list(Channel.objects.all())
    unset = providers.without_keys(rows)
    for channel in rows:
        if providers.of(channel).has_webhook and channel not in unset:
            enqueue_once(tasks.reconcile, f"payments.reconcile:{channel.pk}", channel.pk)


def forget() -> int:
    """Delete who paid, once nothing can come back; the gift keeps what the law wants. How many payments."""
    now = timezone.now()
    known = Payment.objects.exclude(email="", name="", back="")
    paid = known.filter(state__in=PAID, made_at__lt=now - _PAID)
    unpaid = known.exclude(state__in=[*PAID, *ON_THE_WAY]).filter(made_at__lt=now - _UNPAID)
    blank = {"email": "", "name": "", "back": "", "url": ""}
    n = paid.update(**blank) + unpaid.update(**blank)
    over = Mandate.objects.filter(ended_at__lt=now - _PAID).exclude(iban="", email="")
    over.update(iban="", holder="", email="", bic="")
    return n
