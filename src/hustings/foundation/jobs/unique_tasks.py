"""Tasks enqueued in other ways than one by one: once under a name, and many at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction


def enqueue_once(task: Any, key: str, *args: Any, **kwargs: Any) -> Any:
    """Enqueue ``task`` unless one under ``key`` waits or runs: then None. Of two callers the second waits."""
    from hustings.foundation.jobs.models import UniqueKey

    if UniqueKey.objects.filter(key=key, released_at=None).exists():
        return None
    with transaction.atomic():
        result = task.enqueue(*args, **kwargs)
        UniqueKey.objects.bulk_create([UniqueKey(key=key, task_id=result.id)], ignore_conflicts=True)
        if UniqueKey.objects.filter(task_id=result.id).exists():
            return result
        result.db_result.delete()  # another caller was faster
    return None


def enqueue_all(task: Any, many: Iterable[Sequence[Any]]) -> None:
    """Enqueue ``task`` for each of these arguments, by a statement for many."""
    task.get_backend().enqueue_all(task, many)
