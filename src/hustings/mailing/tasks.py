"""Mailing's background work."""

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from hustings.jobs import is_stopping, retries
from hustings.mailing import audience, checks, claims, drafting, lateness, limits, moments, starting
from hustings.mailing.approving import rules
from hustings.mailing.archive import keeping
from hustings.mailing.carrying import carriers
from hustings.mailing.checks import kept
from hustings.mailing.delivery import BATCH, Round
from hustings.mailing.measuring import grouping
from hustings.mailing.models import Delivery, Mailing, Sequence, Trial
from hustings.mailing.problems import Problem
from hustings.mailing.sequences import engine, triggers
from hustings.mailing.trials import deciding
from hustings.people.models import Segment

log = logging.getLogger(__name__)

SLICE = 10.0  # seconds a worker stays with one mailing before others get a turn
_AFTER_TROUBLE = timedelta(minutes=1)


@retries(attempts=10)
@task(priority=-5)
def queue(mailing_id: int) -> None:
    """Write the rows of a mailing that was sent, once it can't be undone any more. Safe twice."""
    mailing = Mailing.objects.select_related("segment", "sent_by").get(pk=mailing_id)
    if mailing.queued_at or mailing.is_over or not mailing.started_at or lateness.hold_unqueued(mailing):
        return
    if mailing.leaves_at and mailing.leaves_at > timezone.now():  # undone, and sent again
        call_queue(mailing)
        return
    if _is_taken_back(mailing):
        return
    keeping.prepare(mailing)
    sent = Mailing.objects.filter(pk=mailing.pk, started_at=mailing.started_at)
    sent = sent.exclude(state=Mailing.State.DRAFT)
    for n in audience.queue(mailing):
        sent.update(n_deliveries=F("n_deliveries") + n)
        call(mailing)  # the first letters leave while the last are being queued
    if not sent.update(queued_at=timezone.now(), n_deliveries=mailing.deliveries.count()):
        return
    sent.filter(state=Mailing.State.QUEUEING).update(state=Mailing.State.SENDING)
    call(mailing)
    log.info("mailing queued mailing=%s", mailing.pk)


@transaction.atomic
def _is_taken_back(mailing: Mailing) -> bool:
    """The last moment: a mailing that somebody else has to look at, and nobody has, becomes a draft again."""
    if not mailing.sent_by or not rules.lacks(mailing, mailing.sent_by, rules.fingerprint(mailing)):
        return False
    held = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if not drafting.redraft(held, Problem.UNAPPROVED):
        return False
    log.warning("mailing taken back: no approval holds mailing=%s", mailing.pk)
    return True


@retries(attempts=10)
@task(priority=-5)
def begin(mailing_id: int) -> None:
    """Let a planned mailing leave, if its moment has come; hold it where that was missed. Safe twice."""
    planned = Mailing.objects.select_related("sent_by").filter(state=Mailing.State.SCHEDULED)
    mailing = planned.filter(pk=mailing_id).first()
    if mailing is None or moments.starts_at(mailing) > timezone.now():
        return
    if lateness.hold_planned(mailing) or lateness.hold_unsent(mailing):
        return
    now = timezone.now()
    with transaction.atomic():
        same = planned.filter(pk=mailing_id, send_at=mailing.send_at, clock=mailing.clock)
        if not same.update(state=Mailing.State.QUEUEING, started_at=now, moved_at=now):
            return  # somebody else began it, or it was planned anew
        starting.start(mailing)
        queue.enqueue(mailing_id)
    log.info("mailing begun mailing=%s", mailing_id)


@retries(attempts=10)
@task(priority=-10)
def deliver(mailing_id: int) -> None:
    """Carry letters for some seconds, then let others have the worker. Any number of these may run."""
    mailing = Mailing.objects.get(pk=mailing_id)
    if not mailing.is_moving or lateness.hold_moving(mailing):
        return
    due = mailing.deliveries.filter(state=Delivery.State.QUEUED, due_at__lte=timezone.now())
    if due[BATCH : BATCH + 1]:  # more than we take at once: an idle worker may join
        call(mailing)
    round_ = Round(mailing)
    round_.run(SLICE, is_stopping)
    log.info(
        "mailing carried mailing=%s sent=%s problem=%s said=%s",
        mailing.pk,
        round_.n_sent,
        round_.problem,
        round_.said,
    )
    _note(mailing, round_)
    if round_.n_sent:
        keeping.show(mailing)
    if claims.finish(mailing):
        return
    if next_at := claims.next_due(mailing):
        earliest = timezone.now() + (_AFTER_TROUBLE if round_.problem else timedelta())
        call(mailing, max(next_at, earliest))


@retries(attempts=2)
@task()
def look_outside(mailing_id: int) -> None:
    """Run the slow checks of a mailing as it was typed last. Safe twice; anew where it changes meanwhile."""
    for _again in range(3):
        mailing = Mailing.objects.get(pk=mailing_id)
        typed = mailing.get_latest_revision_as_object() if mailing.is_draft else mailing
        mark = checks.fingerprint(typed)
        kept.run(typed, mark)
        asked = kept.read(typed)
        if asked is None or asked.fingerprint == mark:
            return


@retries(attempts=10)
@task(priority=-5)
def look_at_trial(mailing_id: int) -> None:
    """Decide a test of versions where it is time, and let the others have theirs. Safe twice."""
    trial = Trial.objects.running().select_related("mailing").filter(pk=mailing_id).first()
    if trial is None:
        return
    deciding.look(trial)
    if not trial.decided_at:
        return
    while deciding.release(trial):
        call(trial.mailing)  # the first letters leave while the last are being released
    deciding.close(trial)


@retries(attempts=3)
@task(priority=-20)
def count_division(mailing_id: int, by: str, key: int) -> None:
    """What became of a mailing by some groups, kept. Safe twice; what is gone since is left alone."""
    with suppress(Mailing.DoesNotExist, Segment.DoesNotExist):
        grouping.keep(Mailing.objects.get(pk=mailing_id), by, key)


def look_at_trials() -> None:
    """A scheduled deed."""
    for key in Trial.objects.running().values_list("pk", flat=True):
        look_at_trial.enqueue(key)


def _note(mailing: Mailing, round_: Round) -> None:
    moving = Mailing.objects.filter(pk=mailing.pk, state__in=Mailing.MOVING)
    why = {"problem": round_.problem, "problem_said": round_.said[:300]}
    if round_.must_pause:
        moving.update(state=Mailing.State.PAUSED, **why)
    elif round_.problem or round_.n_sent:
        moved = {"moved_at": timezone.now()} if round_.n_sent else {}
        moving.update(**why, **moved)


def call(mailing: Mailing, at: datetime | None = None) -> None:
    """Have a worker come at ``at`` (now unless told), unless one is already called for then or before."""
    _call(deliver, mailing, at)


def call_queue(mailing: Mailing) -> None:
    """Have its rows written as soon as it can't be undone any more."""
    _call(queue, mailing, mailing.leaves_at)


def _call(what: Any, mailing: Mailing, at: datetime | None) -> None:
    now = timezone.now()
    by_then = Q(run_after=get_date_max()) | Q(run_after__lte=at or now)
    called = DBTaskResult.objects.filter(
        by_then, status=TaskResultStatus.READY, task_path=what.module_path, args_kwargs__args__0=mailing.pk
    )
    if not called.exists():
        (what.using(run_after=at) if at and at > now else what).enqueue(mailing.pk)


def advance_sequences() -> None:
    """Everybody in a sequence goes on who is due: a scheduled deed."""
    triggers.look(is_stopping=is_stopping)
    for mailing in Mailing.objects.filter(pk__in=engine.advance(is_stopping=is_stopping)):
        call(mailing)


def look_at_segments() -> None:
    """Compare who is in the segments that bring people into sequences: a scheduled deed."""
    triggers.look(is_stopping=is_stopping, is_slow=True)


def hold_restored(using: str, made_at: datetime) -> None:
    """Pause what was moving when a backup was made: it doesn't know the letters that left after it."""
    paused = {"state": Mailing.State.PAUSED, "problem": Problem.RESTORED, "problem_said": ""}
    moving = Mailing.objects.using(using).filter(state__in=Mailing.MOVING)
    moving.update(**paused)
    planned = Mailing.objects.using(using).filter(state=Mailing.State.SCHEDULED, send_at__gt=made_at)
    planned.filter(send_at__lte=timezone.now() + lateness.EARLIEST).update(**paused)
    running = Sequence.objects.using(using).filter(state=Sequence.State.RUNNING)
    running.update(
        state=Sequence.State.PAUSED,
        paused_at=timezone.now(),
        problem=Sequence.Problem.RESTORED,
        problem_said="",
    )


def wake() -> None:
    """Call a worker to each mailing that should move and has none: a scheduled deed, for when all died."""
    for mailing in Mailing.objects.filter(state=Mailing.State.SCHEDULED):
        if moments.starts_at(mailing) <= timezone.now():
            begin.enqueue(mailing.pk)
    for mailing in Mailing.objects.filter(state=Mailing.State.QUEUEING, queued_at=None):
        lateness.hold_unqueued(mailing)
    limits.look_again()
    for mailing in Mailing.objects.filter(state__in=Mailing.MOVING, queued_at__isnull=False):
        carriers.take_over()
        due = claims.next_due(mailing)
        if due is None:
            claims.finish(mailing)
        elif due <= timezone.now():
            call(mailing)
