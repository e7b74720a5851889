"""How background work stands: a few queries, whatever its size."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hustings.foundation.jobs import heartbeat, scheduler
from hustings.foundation.jobs.models import WorkerHeartbeat
from hustings.foundation.jobs.schedule import ScheduledJob

SHOWN = 50
GRACE = 60.0  # seconds after the web server's start in which workers and scheduler may still be on their way
STARTED = time.monotonic()


@dataclass(frozen=True)
class Line:
    id: str
    name: str
    at: datetime | None
    attempts: int
    worker: str
    error: str


def line(task: Any) -> Line:
    """What may be shown of a task: not its arguments, which are about people."""
    said = task.traceback.strip().splitlines()
    at = task.finished_at or task.started_at or task.enqueued_at
    worker = task.worker_ids[-1].partition("/")[0] if task.worker_ids else ""
    return Line(
        str(task.pk), name(task.task_path), at, len(task.worker_ids), worker, (said or [""])[-1][:300]
    )


def name(path: str) -> str:
    """``hustings.people.privacy.tasks.tidy`` is called ``people: tidy``."""
    app, _, deed = path.removeprefix("hustings.").replace(".tasks.", ".").rpartition(".")
    return f"{app}: {deed.replace('_', ' ')}"


def tasks(status: str) -> QuerySet[Any]:
    """The tasks of one status, without their arguments."""
    found: QuerySet[Any] = DBTaskResult.objects.filter(status=status).defer("args_kwargs", "return_value")
    return found


def running() -> list[Line]:
    """Under way, by whom, since when."""
    return [line(task) for task in tasks(TaskResultStatus.RUNNING).order_by("started_at")[:SHOWN]]


def failed() -> list[Line]:
    """Given up, newest first."""
    return [line(task) for task in tasks(TaskResultStatus.FAILED).order_by("-finished_at")[:SHOWN]]


def waiting() -> list[tuple[str, int]]:
    counted = tasks(TaskResultStatus.READY).order_by().values_list("task_path").annotate(n=Count("pk"))
    return [(name(path), n) for path, n in counted.order_by("-n", "task_path")]


def schedule() -> list[tuple[datetime, ScheduledJob]]:
    return scheduler.upcoming()


def processes() -> QuerySet[WorkerHeartbeat]:
    alive = heartbeat.alive(WorkerHeartbeat.Kind.WORKER) | heartbeat.alive(WorkerHeartbeat.Kind.SCHEDULER)
    return alive.order_by("-kind", "name")


@dataclass(frozen=True)
class Trouble:
    """What needs attention; false where nothing does."""

    n_failed: int
    has_worker: bool
    has_scheduler: bool

    def __bool__(self) -> bool:
        return bool(self.n_failed) or not self.has_worker or not self.has_scheduler


def trouble() -> Trouble:
    """Look for it. A process that is missing while all start together is no trouble yet."""
    kinds = set(processes().values_list("kind", flat=True))
    n, is_early = tasks(TaskResultStatus.FAILED).count(), time.monotonic() - STARTED < GRACE
    return Trouble(
        n,
        is_early or WorkerHeartbeat.Kind.WORKER in kinds,
        is_early or WorkerHeartbeat.Kind.SCHEDULER in kinds,
    )
