"""The task queue's backend: django-tasks-db, whose tasks we lease."""

from django_tasks_db.backend import DatabaseBackend


class LeasedBackend(DatabaseBackend):
    """Enqueues a row in the caller's own transaction; ``hustings worker`` leases and runs it."""
