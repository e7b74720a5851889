"""Tasks that the tests of background work enqueue."""

from typing import Any

from django.utils import timezone
from django_tasks import TaskContext, task

from hustings.foundation import jobs
from hustings.foundation.jobs.models import ScheduleRun


@task()
def note(name: str) -> str:
    """Leave a row behind."""
    ScheduleRun.objects.create(name=name, started_at=timezone.now())
    return name.upper()


@jobs.label("Stumble over a secret")
@jobs.retries(attempts=2, wait=5)
@task()
def stumble(secret: str) -> None:
    """Fail each time, with words that no log may hold."""
    raise RuntimeError(f"no such {secret}")


@task(takes_context=True)
def count_attempts(context: TaskContext) -> int:
    """Say which attempt this is."""
    return context.attempt


@task()
def unfinished() -> None:
    """Ask to be run again."""
    raise jobs.ReleaseTask


@task()
def unwritable() -> Any:
    """Return what JSON can't hold."""
    return object()
