"""Labels of tasks and scheduled jobs: a few plain words, declared where each is."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.module_loading import import_string

from hustings.foundation.jobs import schedule

AnyTask = TypeVar("AnyTask")


def label(words: Any) -> Callable[[AnyTask], AnyTask]:
    """Declare, above ``@task()``, what the task does: an imperative that HQ shows, translatable."""

    def declare(task: AnyTask) -> AnyTask:
        function: Any = getattr(task, "func", task)
        function.label = words
        return task

    return declare


def of_task(path: str) -> str:
    """The label of the task of that name; the name itself for a task of another version."""
    try:
        task = import_string(path)
    except ImportError:
        return path
    return str(getattr(getattr(task, "func", task), "label", path))


def of_job(name: str) -> str:
    """The label of a scheduled job; its name where this version no longer knows it."""
    job = schedule.jobs.find(name)
    return str(job.label) if job else name
