"""Run context: questions that a long task may ask about the process that runs it."""

import threading
import time
from collections.abc import Callable

TURN = 20.0  # seconds that a long task goes on while others of its queue wait


class ReleaseTask(Exception):
    """The task stops here and wants to be run again from where it is; no attempt is counted."""


class NextPlease(ReleaseTask):
    """The same, behind those that wait."""


_current = threading.local()


def asks(question: Callable[[], bool] | None) -> None:
    """Set by the worker around each task: whether the task should end soon."""
    _current.question = question


def is_stopping() -> bool:
    """Whether the worker is about to end, or has lost its hold on the task that asks."""
    question = getattr(_current, "question", None)
    return bool(question and question())


def give_back_if_stopping() -> None:
    """Call between the steps of a long task, where its progress is written down."""
    if is_stopping():
        raise ReleaseTask


def turns(queue_name: str = "long") -> Callable[[], None]:
    """Call between the steps of a long task: where others wait, each has a turn of some seconds."""
    from django_tasks_db.models import DBTaskResult  # apps are imported before models are there

    until: float | None = None

    def pause() -> None:
        nonlocal until
        give_back_if_stopping()
        now = time.monotonic()
        until = until or now + TURN  # from the first step: to find the place again takes no turn away
        if now > until and DBTaskResult.objects.ready().filter(queue_name=queue_name).exists():
            raise NextPlease

    return pause
