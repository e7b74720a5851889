"""Background work on ``django_tasks``: leases, retries, a schedule, an outbox for e-mail.

See docs/explanation/background-work.md for what a task must hold to.
"""

from hustings.foundation.jobs import schedule
from hustings.foundation.jobs.labels import label
from hustings.foundation.jobs.retry_policies import retries
from hustings.foundation.jobs.run_context import (
    NextPlease,
    ReleaseTask,
    give_back_if_stopping,
    is_stopping,
    turns,
)
from hustings.foundation.jobs.unique_tasks import enqueue_all, enqueue_once
