"""Which cases are being read just now; the others that are not done wait for their turn."""

from hustings.jobs import underway
from hustings.leaks import tasks


def read_now() -> set[int]:
    """The numbers of cases that a worker reads at this moment. One query."""
    return underway.numbers(tasks.read_case, waits=False)
