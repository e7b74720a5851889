"""Missed schedules: what is late by hours does not leave unasked; it may be night, or the news be old."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from hustings.outreach.delivery import send_windows
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings import mandates
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.models.problems import Problem

LATE = timedelta(hours=6)
EARLIEST = timedelta(days=1)  # readers' own clocks come to a planned hour so much sooner than ours, at most


def hold_planned(mailing: Mailing) -> bool:
    """Pause a planned mailing whose moment was missed; whether it was."""
    since = max(send_windows.starts_at(mailing), mailing.moved_at or send_windows.starts_at(mailing))
    return _is_long_ago(since) and _hold(mailing, [Mailing.State.SCHEDULED], Problem.MISSED)


def hold_unsent(mailing: Mailing) -> bool:
    """Pause a mailing that is to begin where nobody answers for it any more; whether that is so."""
    if mailing.sent_by and mandates.may_send(mailing.sent_by, mailing):
        return False
    _hold(mailing, [Mailing.State.SCHEDULED, Mailing.State.QUEUEING], Problem.NO_SENDER)
    return True


def hold_unqueued(mailing: Mailing) -> bool:
    """The same for one that was sent when nothing ran."""
    return _is_long_ago(mailing.moved_at) and _hold(mailing, Mailing.MOVING, Problem.MISSED)


def hold_moving(mailing: Mailing) -> bool:
    """Pause one that stood still for hours though letters were due. Those of sequences wait for nobody."""
    if mailing.is_step or not _is_long_ago(mailing.moved_at):
        return False
    waiting = Delivery.objects.filter(mailing=mailing, state=Delivery.State.QUEUED)
    return waiting.filter(due_at__lt=timezone.now() - LATE).exists() and _hold(
        mailing, Mailing.MOVING, Problem.STOOD_STILL
    )


def _is_long_ago(at: datetime | None) -> bool:
    return at is not None and at < timezone.now() - LATE


def _hold(mailing: Mailing, states: Sequence[str], problem: Problem) -> bool:
    found = Mailing.objects.filter(pk=mailing.pk, state__in=list(states), moved_at=mailing.moved_at)
    return bool(found.update(state=Mailing.State.PAUSED, problem=problem, problem_said=""))
