"""Background work: tasks with leases, retries, a schedule and an outbox for mail.

Tasks are declared and enqueued by ``django_tasks``; what it lacks is here. See
docs/explanation/background-work.md for what a task must hold to.
"""

from hustings.foundation.jobs import schedule
from hustings.foundation.jobs.retry_policies import retries
from hustings.foundation.jobs.run_context import (
    NextPlease,
    ReleaseTask,
    give_back_if_stopping,
    is_stopping,
    turns,
)
from hustings.foundation.jobs.unique_tasks import enqueue_once

__all__ = [
    "NextPlease",
    "ReleaseTask",
    "enqueue_once",
    "give_back_if_stopping",
    "is_stopping",
    "retries",
    "schedule",
    "turns",
]  # fmt: skip
