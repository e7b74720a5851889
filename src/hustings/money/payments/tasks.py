"""Background work on payments: events, expiry, what webhooks lost."""

import time

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.jobs.unique_tasks import enqueue_once
from hustings.money.payments import effects, reconciliation
from hustings.money.payments.models import Channel

_SPAN = 20  # seconds for which a killed worker may hold others up


def apply_soon(channel_id: int) -> None:
    """Queue a look at what waits; at most one in each span, for two at once do no harm."""
    enqueue_once(apply_events, f"payments.events:{channel_id}:{int(time.time()) // _SPAN}", channel_id)


@jobs.label(_("Record payments"))
@task()
def apply_events(channel_id: int) -> None:
    """Act on what the provider told; twice has the effect once."""
    channel = Channel.objects.select_related("books").filter(pk=channel_id).first()
    if channel:
        effects.apply_all(channel)


@jobs.label(_("Reconcile payments"))
@task()
def reconcile(channel_id: int) -> None:
    """Ask the provider for what webhooks lost, and act on it."""
    if channel := Channel.objects.select_related("books").filter(pk=channel_id).first():
        reconciliation.ask(channel)
