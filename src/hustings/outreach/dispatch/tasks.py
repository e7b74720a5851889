"""Mailings begin in the background: those that were sent, and those that were planned."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation.jobs import label, retries
from hustings.outreach.archive import publication
from hustings.outreach.delivery import missed_schedule, send_windows
from hustings.outreach.delivery import queue as delivery_queue
from hustings.outreach.delivery import tasks as delivering
from hustings.outreach.dispatch import kickoff, redraft
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.models.problems import Problem
from hustings.outreach.review.approvals import rules

log = logging.getLogger(__name__)


@label(_("Prepare a mailing for its recipients"))
@retries(attempts=10)
@task(priority=-5)
def queue(mailing_id: int) -> None:
    """Write the rows of a mailing that was sent, once it can't be undone any more. Safe twice."""
    mailing = Mailing.objects.select_related("segment", "sent_by").get(pk=mailing_id)
    if mailing.queued_at or mailing.is_over or not mailing.started_at:
        return
    if missed_schedule.hold_unqueued(mailing) or missed_schedule.hold_unsent(mailing):
        return
    if mailing.leaves_at and mailing.leaves_at > timezone.now():  # undone, and sent again
        call_queue(mailing)
        return
    if _is_taken_back(mailing):
        return
    publication.prepare(mailing)
    sent = Mailing.objects.filter(pk=mailing.pk, started_at=mailing.started_at)
    sent = sent.exclude(state=Mailing.State.DRAFT)
    for n in delivery_queue.queue(mailing):
        sent.update(n_deliveries=F("n_deliveries") + n)
        delivering.call(mailing)  # the first letters leave while the last are being queued
    if not sent.update(queued_at=timezone.now(), n_deliveries=mailing.deliveries.count()):
        return
    sent.filter(state=Mailing.State.QUEUEING).update(state=Mailing.State.SENDING)
    delivering.call(mailing)
    log.info("mailing queued mailing=%s", mailing.pk)


@transaction.atomic
def _is_taken_back(mailing: Mailing) -> bool:
    """The last moment: a mailing that somebody else has to look at, and nobody has, becomes a draft again."""
    if not mailing.sent_by or not rules.lacks(mailing, mailing.sent_by, rules.fingerprint(mailing)):
        return False
    held = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if not redraft.redraft(held, Problem.UNAPPROVED):
        return False
    log.warning("mailing taken back: no approval holds mailing=%s", mailing.pk)
    return True


@label(_("Start a scheduled mailing"))
@retries(attempts=10)
@task(priority=-5)
def begin(mailing_id: int) -> None:
    """Let a planned mailing leave, if its moment has come; hold it where that was missed. Safe twice."""
    planned = Mailing.objects.select_related("sent_by").filter(state=Mailing.State.SCHEDULED)
    mailing = planned.filter(pk=mailing_id).first()
    if mailing is None or send_windows.starts_at(mailing) > timezone.now():
        return
    if missed_schedule.hold_planned(mailing) or missed_schedule.hold_unsent(mailing):
        return
    now = timezone.now()
    with transaction.atomic():
        same = planned.filter(pk=mailing_id, send_at=mailing.send_at, clock=mailing.clock)
        if not same.update(state=Mailing.State.QUEUEING, started_at=now, moved_at=now):
            return  # somebody else began it, or it was planned anew
        kickoff.start(mailing)
        queue.enqueue(mailing_id)
    log.info("mailing begun mailing=%s", mailing_id)


def call_queue(mailing: Mailing) -> None:
    """Have its rows written as soon as it can't be undone any more."""
    delivering.call_once(queue, mailing, mailing.leaves_at)


def hold_restored(using: str, made_at: datetime) -> None:
    """Pause what was moving when a backup was made: it doesn't know the letters that left after it."""
    paused = {"state": Mailing.State.PAUSED, "problem": Problem.RESTORED, "problem_said": ""}
    moving = Mailing.objects.using(using).filter(state__in=Mailing.MOVING)
    moving.update(**paused)
    planned = Mailing.objects.using(using).filter(state=Mailing.State.SCHEDULED, send_at__gt=made_at)
    planned.filter(send_at__lte=timezone.now() + missed_schedule.EARLIEST).update(**paused)


def wake() -> None:
    """Call a worker to each mailing that should move and has none: a scheduled job, for when all died."""
    for mailing in Mailing.objects.filter(state=Mailing.State.SCHEDULED):
        if send_windows.starts_at(mailing) <= timezone.now():
            begin.enqueue(mailing.pk)
    for mailing in Mailing.objects.filter(state=Mailing.State.QUEUEING, queued_at=None):
        missed_schedule.hold_unqueued(mailing)
    delivering.wake()
