"""Work on many mails, in this process or in several, in their order."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


def spread(
    jobs: Iterable[Job],
    prepare: Callable[[], Callable[[Job], Result]],
    n_processes: int,
    *,
    weigh: Callable[[Job], int],
    lost: Callable[[Job], Result],
) -> Iterator[Result]:
    """The result of each job; 0 processes stand for all cores."""
    n = n_processes or os.cpu_count() or 1
    if n == 1:
        yield from map(prepare(), jobs)
        return
    from mailguard.agents.processes.process_pool import Crew

    running = Crew(prepare, n, weigh=weigh, lost=lost).run(jobs)
    try:
        yield from running
    finally:
        running.close()
