"""How often a task is tried, declared where the task is."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from django.utils.module_loading import import_string

AnyTask = TypeVar("AnyTask")


@dataclass(frozen=True)
class Policy:
    """So many attempts, with a pause that doubles from ``wait`` seconds up to ``longest``."""

    attempts: int = 3
    wait: float = 10.0
    longest: float = 3600.0

    def pause(self, attempts_made: int) -> timedelta:
        """How long to wait after that many attempts; spread, so that what failed together returns apart."""
        doubled = min(self.wait * 2.0 ** (attempts_made - 1), self.longest)
        return timedelta(seconds=doubled * random.uniform(0.5, 1.5))  # noqa: S311 - no secret


def retries(*, attempts: int, wait: float = 10.0, longest: float = 3600.0) -> Callable[[AnyTask], AnyTask]:
    """Declare, above ``@task()``, how often the task is tried; three times where nothing is declared."""

    def declare(task: AnyTask) -> AnyTask:
        function: Any = getattr(task, "func", task)
        function.policy = Policy(attempts, wait, longest)
        return task

    return declare


def policy(task_path: str) -> Policy:
    """Policy declared for the task of that name; the default for a task of another version."""
    try:
        task = import_string(task_path)
    except ImportError:
        return Policy()
    found: Policy = getattr(getattr(task, "func", task), "policy", Policy())
    return found
