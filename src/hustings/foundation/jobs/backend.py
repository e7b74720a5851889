"""The task queue's backend: django-tasks-db, whose tasks we lease."""

from typing import Any

from django_tasks.signals import task_enqueued
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.compat import normalize_json

from hustings.foundation.lib.sql import sql_inserts


class LeasedBackend(DatabaseBackend):
    """Enqueues a row in the caller's own transaction; ``hustings worker`` leases and runs it."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        """Write the row, by a statement that is ready; return the result to come."""
        self.validate_task(task)
        row = self._task_to_db_task(task, args, kwargs)
        result = row.task_result
        task_enqueued.send(type(self), task_result=result)
        return result

    def _task_to_db_task(self, task: Any, args: Any, kwargs: Any) -> Any:
        from django_tasks_db.models import DBTaskResult, get_date_max  # the apps are not ready before

        row = DBTaskResult(
            id=self._get_id(),
            args_kwargs=normalize_json({"args": args, "kwargs": kwargs}),
            priority=task.priority,
            task_path=task.module_path,
            queue_name=task.queue_name,
            run_after=task.run_after or get_date_max(),
            backend_name=self.alias,
        )
        sql_inserts.add(row)
        return row
