"""Task queue: every move of a task between waiting, running and finished, under its lease.

A move by a worker first changes the lease by owner and fence. Where that finds no row the lease has passed
to another, and the move is void. Times are the database's, so workers need no common clock.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from hustings.foundation.jobs.models import Lease, UniqueKey
from hustings.foundation.jobs.retry_policies import Policy, policy

log = logging.getLogger("hustings.foundation.jobs")


class WorkerLost(Exception):
    """A worker stopped in the middle of the task."""


@dataclass
class Claim:
    task: Any
    owner: str
    fence: int
    earlier: list[str]  # who started it before
    has_key: bool = False
    is_lost: bool = False  # set when the lease is found to have passed to another

    @property
    def attempts(self) -> int:
        return len(self.task.worker_ids)

    @property
    def policy(self) -> Policy:
        return policy(self.task.task_path)

    def leases(self) -> QuerySet[Lease]:
        """The lease, if it is still ours."""
        return Lease.objects.filter(task_id=self.task.pk, owner=self.owner, fence=self.fence)

    def __str__(self) -> str:
        return f"{self.task.task_path} {self.task.pk}"


def lease_time() -> timedelta:
    """How long a worker's hold lasts unless renewed."""
    return timedelta(seconds=settings.LEASE_SECONDS)


def claim(
    owner: str, *, n: int = 1, queues: Collection[str] = (), but_queues: Collection[str] = ()
) -> list[Claim]:
    """Take up to ``n`` waiting tasks for ``owner``, the first of them started."""
    waiting = DBTaskResult.objects.ready()
    if queues:
        waiting = waiting.filter(queue_name__in=queues)
    if but_queues:
        waiting = waiting.exclude(queue_name__in=but_queues)
    if not transaction.get_connection().in_atomic_block and not waiting.exists():
        return []  # looked at without a lock: on SQLite the claim itself holds up all writers
    with transaction.atomic():
        tasks = list(waiting.select_for_update(skip_locked=True)[:n])
        if not tasks:
            return []
        ids = [task.pk for task in tasks]
        fences = dict(Lease.objects.filter(task__in=ids).values_list("task_id", "fence"))
        keyed = set(UniqueKey.objects.filter(task__in=ids).values_list("task_id", flat=True))
        claims = [
            Claim(task, owner, fences.get(task.pk, 0) + 1, task.worker_ids, has_key=task.pk in keyed)
            for task in tasks
        ]
        Lease.objects.bulk_create(
            [
                Lease(task_id=held.task.pk, owner=owner, fence=held.fence, expires_at=Now() + lease_time())
                for held in claims
            ],
            update_conflicts=True,
            unique_fields=["task"],
            update_fields=["owner", "fence", "expires_at"],
        )
        DBTaskResult.objects.filter(pk__in=ids).update(status=TaskResultStatus.RUNNING, started_at=None)
        _start(claims[0])
    return claims


@transaction.atomic
def start(held: Claim) -> bool:
    """Note that the task begins; False where it is no longer ours."""
    if not held.leases().update(expires_at=Now() + lease_time()):
        return False
    _start(held)
    return True


def _start(held: Claim) -> None:
    task = held.task
    task.status = TaskResultStatus.RUNNING
    _change(task, started_at=timezone.now(), worker_ids=[*held.earlier, held.owner])


def _change(task: Any, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(task, name, value)
    DBTaskResult.objects.filter(pk=task.pk).update(**changes)


@transaction.atomic
def succeed(held: Claim, value: Any, following: Claim | None = None) -> bool:
    """Note success and start the ``following`` task in one go; False where the task was no longer ours."""
    if following and not start(following):
        following.is_lost = True
    if not held.leases().delete()[0]:
        return False
    _change(
        held.task,
        status=TaskResultStatus.SUCCESSFUL,
        finished_at=timezone.now(),
        return_value=value,
        exception_class_path="",
        traceback="",
    )
    if held.has_key:
        UniqueKey.objects.filter(task=held.task.pk).delete()
    return True


@transaction.atomic
def fail(held: Claim, error: BaseException) -> bool:
    """Note an error and either have the task tried again later or give up; False where it was not ours."""
    kept = {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error)),
    }
    if held.attempts < held.policy.attempts:
        pause = held.policy.pause(held.attempts)
        return _put_back(held.leases(), held.task, run_after=timezone.now() + pause, **kept)
    if not held.leases().delete()[0]:
        return False
    _give_up(held.task, **kept)
    return True


@transaction.atomic
def give_back(held: Claim, *, is_last: bool = False) -> bool:
    """Let another worker have the task, after those that wait if ``is_last``; the attempt does not count."""
    place = {"enqueued_at": timezone.now(), "run_after": get_date_max()} if is_last else {}
    return _put_back(held.leases(), held.task, worker_ids=held.earlier, **place)


def renew(owner: str) -> set[Any]:
    """Prolong all leases of ``owner``; return the tasks it holds."""
    Lease.objects.filter(owner=owner).update(expires_at=Now() + lease_time())
    return set(Lease.objects.filter(owner=owner).values_list("task_id", flat=True))


def take_over_lapsed() -> int:
    """Have the tasks run again whose workers fell silent; return how many there were."""
    lapsed = Lease.objects.exclude(owner="").filter(expires_at__lt=Now())
    return _take_over(lapsed) if lapsed.exists() else 0


def take_over_from(name: str) -> int:
    return _take_over(Lease.objects.filter(owner__startswith=f"{name}/"))


@transaction.atomic
def _take_over(leases: QuerySet[Lease]) -> int:
    found = list(leases.select_related("task").select_for_update(skip_locked=True, of=("self",))[:100])
    for lease in found:
        _take_over_one(lease)
    return len(found)


def _take_over_one(lease: Lease) -> None:
    task: Any = lease.task
    made, limit = len(task.worker_ids), policy(task.task_path).attempts
    log.warning("%s %s: %s fell silent in attempt %d", task.task_path, task.pk, lease.owner, made)
    own = Lease.objects.filter(pk=lease.pk)
    if task.started_at is None or made < limit:
        _put_back(own, task)
        return
    error = WorkerLost(
        f"The worker {lease.owner} stopped in the middle of attempt {made} of {limit}: "
        "it was killed, ran out of memory, or its machine failed."
    )
    own.delete()
    _give_up(
        task,
        exception_class_path="hustings.foundation.jobs.queue.WorkerLost",
        traceback="".join(format_exception(error)),
    )


def _put_back(leases: QuerySet[Lease], task: Any, **changes: Any) -> bool:
    if not leases.update(owner=""):
        return False
    _change(task, status=TaskResultStatus.READY, started_at=None, **changes)
    return True


def _give_up(task: Any, **changes: Any) -> None:
    now: datetime = timezone.now()
    _change(task, status=TaskResultStatus.FAILED, finished_at=now, return_value=None, **changes)
    UniqueKey.objects.filter(task=task.pk).update(released_at=now)
