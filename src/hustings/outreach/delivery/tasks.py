"""Letters leave in the background."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from hustings.foundation import jobs
from hustings.foundation.contributions import Registry
from hustings.foundation.jobs import is_stopping, retries
from hustings.outreach.delivery import frequency_cap, missed_schedule
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.worker import claims, worker_leases
from hustings.outreach.delivery.worker.loop import BATCH, DeliveryLoop
from hustings.outreach.mailings.models import Mailing

log = logging.getLogger(__name__)
# Each is called every some seconds, after letters of a mailing have left.
hearers = Registry[Callable[[Mailing], object]]("delivery.tasks.hearers")
SLICE = 10.0  # seconds a worker stays with one mailing before others get a turn


_AFTER_TROUBLE = timedelta(minutes=1)


@jobs.label(_("Send the e-mails of a mailing"))
@retries(attempts=10)
@task(priority=-10)
def deliver(mailing_id: int) -> None:
    """Carry letters for some seconds, then let others have the worker. Any number of these may run."""
    mailing = Mailing.objects.get(pk=mailing_id)
    if not mailing.is_moving or missed_schedule.hold_moving(mailing):
        return
    due = mailing.deliveries.filter(state=Delivery.State.QUEUED, due_at__lte=timezone.now())
    if due[BATCH : BATCH + 1]:  # more than we take at once: an idle worker may join
        call(mailing)
    round_ = DeliveryLoop(mailing)
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
        for hear in hearers.all():
            hear(mailing)
    if claims.finish(mailing):
        return
    if next_at := claims.next_due(mailing):
        earliest = timezone.now() + (_AFTER_TROUBLE if round_.problem else timedelta())
        call(mailing, max(next_at, earliest))


def _note(mailing: Mailing, round_: DeliveryLoop) -> None:
    moving = Mailing.objects.filter(pk=mailing.pk, state__in=Mailing.MOVING)
    why = {"problem": round_.problem, "problem_said": round_.said[:300]}
    if round_.must_pause:
        moving.update(state=Mailing.State.PAUSED, **why)
    elif round_.problem or round_.n_sent:
        moved = {"moved_at": timezone.now()} if round_.n_sent else {}
        moving.update(**why, **moved)


def call(mailing: Mailing, at: datetime | None = None) -> None:
    """Have a worker come at ``at`` (now unless told), unless one is already called for then or before."""
    call_once(deliver, mailing, at)


def call_once(what: Any, mailing: Mailing, at: datetime | None) -> None:
    """Enqueue a task of a mailing for ``at``, unless it is already for then or before."""
    now = timezone.now()
    by_then = Q(run_after=get_date_max()) | Q(run_after__lte=at or now)
    called = DBTaskResult.objects.filter(
        by_then, status=TaskResultStatus.READY, task_path=what.module_path, args_kwargs__args__0=mailing.pk
    )
    if not called.exists():
        (what.using(run_after=at) if at and at > now else what).enqueue(mailing.pk)


def wake() -> None:
    """Call a worker to each mailing that has letters to carry and has none: for when all died."""
    frequency_cap.look_again()
    for mailing in Mailing.objects.filter(state__in=Mailing.MOVING, queued_at__isnull=False):
        worker_leases.take_over()
        due = claims.next_due(mailing)
        if due is None:
            claims.finish(mailing)
        elif due <= timezone.now():
            call(mailing)
