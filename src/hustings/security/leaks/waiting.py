"""Queue of cases: those being read just now; the others that are not done wait for their turn."""

from hustings.foundation.jobs import live_tasks
from hustings.security.leaks import tasks


def read_now() -> set[int]:
    return live_tasks.numbers(tasks.read_case, waits=False)
