"""Background work on payments: events, expiry, what webhooks lost."""

from datetime import UTC, datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.money.payments import effects, reconciliation
from hustings.money.payments.models import Channel

_SPAN = 1  # seconds from an event to its effect; what comes within them has its effect together
queued: dict[int, int] = {}  # by channel, the span at whose end this process has a look queued


def apply_soon(channel_id: int) -> None:
    """Queue a look at what waits, at the end of this span: one for all that is written within it."""
    span = int(timezone.now().timestamp()) // _SPAN
    if queued.get(channel_id) == span:
        return
    look = apply_events.using(run_after=datetime.fromtimestamp((span + 1) * _SPAN, UTC))
    jobs.enqueue_once(look, f"payments.events:{channel_id}:{span}", channel_id)
    transaction.on_commit(partial(queued.__setitem__, channel_id, span))


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
