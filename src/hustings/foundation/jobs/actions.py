"""Deeds on tasks that have ended."""

import logging
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from hustings.foundation.jobs import exactly_once
from hustings.foundation.jobs.models import UniqueKey

log = logging.getLogger("hustings.foundation.jobs")

KEPT = timedelta(days=7), timedelta(days=60)  # how long done and failed tasks stay to be looked at


class NotFailed(Exception):
    """The task has not failed, or is being tried again already."""


class AnotherIsLive(Exception):
    """A newer task of the same unique name waits or runs."""


@transaction.atomic
def try_again(*, task_id: Any, by: str) -> None:
    """Have a failed task run again, with all its attempts before it."""
    try:
        with transaction.atomic():
            UniqueKey.objects.filter(task=task_id).update(released_at=None)
    except IntegrityError:
        raise AnotherIsLive from None
    failed = DBTaskResult.objects.filter(pk=task_id, status=TaskResultStatus.FAILED)
    if not failed.update(
        status=TaskResultStatus.READY,
        worker_ids=[],
        started_at=None,
        finished_at=None,
        run_after=get_date_max(),
    ):
        raise NotFailed
    log.info("Task %s: tried again by %s", task_id, by)


def prune() -> int:
    """Delete tasks that ended long ago, and rows of ``exactly_once``; return how many."""
    done, failed = (timezone.now() - age for age in KEPT)
    old = DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=done)
    old |= DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__lt=failed)
    n = 0
    while ids := list(old.values_list("pk", flat=True)[:1000]):  # short transactions: others write meanwhile
        DBTaskResult.objects.filter(pk__in=ids).delete()
        n += len(ids)
    return n + exactly_once.forget_old()
