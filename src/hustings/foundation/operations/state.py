"""How background work stands: a few queries, whatever its size."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, QuerySet, TextField, Value, When
from django.db.models.fields.json import KT
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hustings.foundation.jobs import heartbeat, labels, scheduler
from hustings.foundation.jobs.models import WorkerHeartbeat
from hustings.foundation.jobs.schedule import ScheduledJob
from hustings.foundation.jobs.tasks import run_job

SHOWN = 50
GRACE = 60.0  # seconds after the web server's start in which workers and scheduler may still be on their way
STARTED = time.monotonic()


@dataclass(frozen=True)
class Line:
    id: str
    label: str
    name: str  # the technical one: of the job, or of the task
    at: datetime | None
    attempts: int
    worker: str
    error: str


def line(task: Any) -> Line:
    """Everything that may be shown of a task: not its arguments, which are about people."""
    said = task.traceback.strip().splitlines()
    at = task.finished_at or task.started_at or task.enqueued_at
    worker = task.worker_ids[-1].partition("/")[0] if task.worker_ids else ""
    label, name = named(task.task_path, task.job)
    return Line(str(task.pk), label, name, at, len(task.worker_ids), worker, (said or [""])[-1][:300])


def named(path: str, job: str) -> tuple[str, str]:
    """Label and technical name of a task; of the scheduled job where it runs one."""
    return (labels.of_job(job), job) if job else (labels.of_task(path), path)


def tasks(status: str) -> QuerySet[Any]:
    """The tasks of one status, without their arguments but for the name of a scheduled ``job``."""
    job = Case(
        When(task_path=run_job.module_path, then=KT("args_kwargs__args__0")),
        default=Value(""),
        output_field=TextField(),
    )
    rows = DBTaskResult.objects.filter(status=status).defer("args_kwargs", "return_value")
    found: QuerySet[Any] = rows.annotate(job=job)
    return found


def running() -> list[Line]:
    """Under way, by whom, since when."""
    return [line(task) for task in tasks(TaskResultStatus.RUNNING).order_by("started_at")[:SHOWN]]


def failed() -> list[Line]:
    """Given up, newest first."""
    return [line(task) for task in tasks(TaskResultStatus.FAILED).order_by("-finished_at")[:SHOWN]]


@dataclass(frozen=True)
class Waiting:
    """Tasks of one kind that wait for a worker."""

    label: str
    name: str
    n: int


def waiting() -> list[Waiting]:
    counted = tasks(TaskResultStatus.READY).order_by().values_list("task_path", "job").annotate(n=Count("pk"))
    return [Waiting(*named(path, job), n) for path, job, n in counted.order_by("-n", "task_path", "job")]


def schedule() -> list[tuple[datetime, ScheduledJob]]:
    return scheduler.upcoming()


def processes() -> QuerySet[WorkerHeartbeat]:
    alive = heartbeat.alive(WorkerHeartbeat.Kind.WORKER) | heartbeat.alive(WorkerHeartbeat.Kind.SCHEDULER)
    return alive.order_by("-kind", "name")


@dataclass(frozen=True)
class Trouble:
    """Trouble that needs attention; false where there is none."""

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
