"""Texts leave in the background."""

import logging

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.jobs import is_stopping, retries
from hustings.foundation.jobs.unique_tasks import enqueue_once
from hustings.outreach.text_messages import leases, progress, queue, wire
from hustings.outreach.text_messages.carrier import Carrier
from hustings.outreach.text_messages.models import Gateway, TextBlast, TextMessage

log = logging.getLogger(__name__)
SLICE = 20.0  # seconds a worker stays with one gateway before others get a turn


@jobs.label(_("Prepare a text message for its recipients"))
@retries(attempts=10)
@task(priority=-5)
def fill(text_id: int) -> None:
    """Write the rows of a text whose moment has come, and call a carrier. Safe twice."""
    text = (
        TextBlast.objects.moving().select_related("segment", "gateway", "sent_by").filter(pk=text_id).first()
    )
    if text is None or text.queued_at or (text.leaves_at and text.leaves_at > timezone.now()):
        return
    for _n in queue.fill(text):
        call(text.gateway_id)
    if TextBlast.objects.moving().filter(pk=text_id).update(queued_at=timezone.now()):
        log.info("texts.queued text=%s", text_id)
    call(text.gateway_id)
    progress.finish(text)


@jobs.label(_("Send text messages"))
@task(priority=-5)
def carry(gateway_id: int) -> None:
    """Carry messages for some seconds. Any number of these may run: one at a time carries by a gateway."""
    gateway = Gateway.objects.rested().filter(pk=gateway_id).first()
    if gateway is None:
        return
    round_ = Carrier(gateway)
    round_.run(SLICE, is_stopping)
    log.info("texts.carried gateway=%s sent=%s problem=%s", gateway_id, round_.n_sent, round_.problem)
    if round_.n_sent and not round_.problem and _due(gateway).exists():
        carry.enqueue(gateway_id)
    for text in TextBlast.objects.moving().filter(gateway=gateway, queued_at__isnull=False):
        progress.finish(text)


def _due(gateway: Gateway) -> QuerySet[TextMessage]:
    """Messages that may leave now, or that a process that died left on the wire."""
    now = timezone.now()
    due = Q(wire.moving(), state=TextMessage.State.QUEUED, due_at__lte=now)
    left = Q(state=TextMessage.State.SENDING) if leases.is_free(gateway, now) else Q(pk=None)
    return TextMessage.objects.filter(due | left, gateway=gateway)


def call(gateway_id: int | None) -> None:
    """Have what waits for a gateway carried, by one task for all of it."""
    if gateway_id:
        enqueue_once(carry, f"texts.carry:{gateway_id}", gateway_id)


@jobs.label(_("Look which text messages are due"))
@task
def wake() -> None:
    """Begin planned texts, and call a carrier to each gateway that has something to carry."""
    now = timezone.now()
    for pk in (
        TextBlast.objects.moving().filter(queued_at=None, leaves_at__lte=now).values_list("pk", flat=True)
    ):
        enqueue_once(fill, f"texts.fill:{pk}", pk)
    for gateway in Gateway.objects.rested():
        if _due(gateway).exists():
            call(gateway.pk)
    for text in TextBlast.objects.moving().filter(queued_at__isnull=False):
        progress.finish(text)
