"""The task queue's backend: django-tasks-db, whose tasks we lease."""

from collections.abc import Iterable, Sequence
from typing import Any

from django_tasks.signals import task_enqueued
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.compat import normalize_json

from hustings.foundation.lib.sql import sql_inserts

_AT_ONCE = 50  # rows of one statement


class LeasedBackend(DatabaseBackend):
    """Enqueues a row in the caller's own transaction; ``hustings worker`` leases and runs it."""

    def enqueue_all(self, task: Any, many: Iterable[Sequence[Any]]) -> None:
        """Enqueue a task for each of these arguments, some at a time by one statement."""
        self.validate_task(task)
        rows = [self._made(task, list(args), {}) for args in many]
        for start in range(0, len(rows), _AT_ONCE):
            sql_inserts.add(*rows[start : start + _AT_ONCE])

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        """Write the row, by a statement that is ready; return the result to come."""
        self.validate_task(task)
        row = self._task_to_db_task(task, args, kwargs)
        result = row.task_result
        task_enqueued.send(type(self), task_result=result)
        return result

    def _task_to_db_task(self, task: Any, args: Any, kwargs: Any) -> Any:
        row = self._made(task, args, kwargs)
        sql_inserts.add(row)
        return row

    def _made(self, task: Any, args: Any, kwargs: Any) -> Any:
        from django_tasks_db.models import DBTaskResult, get_date_max  # the apps are not ready before

        return DBTaskResult(
            id=self._get_id(),
            args_kwargs=normalize_json({"args": args, "kwargs": kwargs}),
            priority=task.priority,
            task_path=task.module_path,
            queue_name=task.queue_name,
            run_after=task.run_after or get_date_max(),
            backend_name=self.alias,
        )
