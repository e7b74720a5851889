"""What a long task may ask about the process that runs it."""

import threading
from collections.abc import Callable


class GiveBack(Exception):
    """The task stops here and wants to be run again from where it is; no attempt is counted."""


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
        raise GiveBack
