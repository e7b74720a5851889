"""Tasks under way or waiting, by the number that each was given first."""

from collections.abc import Iterable
from typing import Any

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

_ALIVE = [TaskResultStatus.READY, TaskResultStatus.RUNNING]


def numbers(task: Any, *, waits: bool = True) -> set[int]:
    """Numbers of its tasks that run, and with ``waits`` of those that wait for a worker, too. One query."""
    status = _ALIVE if waits else [TaskResultStatus.RUNNING]
    rows = DBTaskResult.objects.filter(task_path=task.module_path, status__in=status)
    return {said["args"][0] for said in rows.values_list("args_kwargs", flat=True)}


def lost(task: Any, busy: Iterable[int]) -> set[int]:
    """Unfinished works which no task does any more. Look again whether one is still unfinished."""
    known = set(busy)
    return known - numbers(task) if known else known
