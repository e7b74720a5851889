"""Work over spawned processes: results in order, bounded memory, no hang when one is killed.

A dead process's batch is done again job by job; a job that kills two is given up.
"""

import contextlib
import itertools
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

_MOST_JOBS = 16  # of one batch
_MOST_WEIGHT = 1_000_000  # bytes of one batch, unless a single job weighs more
_PATIENCE = 120.0  # seconds for one batch; then its process is taken for dead
_TRIES = 2
_AHEAD = 4  # batches a process that may be finished before the oldest one is
_MOST_DEATHS = 8  # of processes, one after the other without any result


class NoProcesses(Exception):
    """Process after process dies before it has done anything."""


@dataclass
class _Batch(Generic[Job, Result]):
    number: int
    jobs: list[Job]
    results: list[Result] = field(default_factory=list)
    is_careful: bool = False  # one job at a time
    tries: int = 0

    @property
    def rest(self) -> list[Job]:
        n = len(self.results)
        return self.jobs[n : n + 1] if self.is_careful else self.jobs[n:]


class _Worker(Generic[Job, Result]):
    def __init__(self, prepare: Callable[[], Callable[[Job], Result]]) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_attend, args=(theirs, prepare), daemon=True)
        self.process.start()
        theirs.close()
        self.batch: _Batch[Job, Result] | None = None
        self.ends_at = 0.0

    def hand(self, batch: _Batch[Job, Result]) -> None:
        self.batch, self.ends_at = batch, time.monotonic() + _PATIENCE
        with contextlib.suppress(OSError):
            self.pipe.send(batch.rest)

    def close(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.join(5)
        self.pipe.close()


def _attend(pipe: Connection, prepare: Callable[[], Callable[[Job], Result]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that started us
    work = prepare()
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send([work(job) for job in pipe.recv()])


class Crew(Generic[Job, Result]):
    """``n`` processes; each calls pickled ``prepare`` for its function. ``lost`` is a given up result."""

    def __init__(
        self,
        prepare: Callable[[], Callable[[Job], Result]],
        n: int,
        *,
        weigh: Callable[[Job], int],
        lost: Callable[[Job], Result],
    ) -> None:
        self._prepare, self._weigh, self._lost = prepare, weigh, lost
        self._workers: list[_Worker[Job, Result]] = [_Worker(prepare) for _ in range(n)]
        self._done: dict[int, list[Result]] = {}
        self._next = 0  # the number of the batch that is given out next
        self._n_deaths = 0

    @property
    def pids(self) -> list[int]:
        return [worker.process.pid or 0 for worker in self._workers]

    def run(self, jobs: Iterable[Job]) -> Generator[Result, None, None]:
        """The results in the order of the jobs. Closing the iterator ends the processes."""
        batches = self._batches(jobs)
        is_over = False
        try:
            while True:
                while not is_over and (worker := self._idle()):
                    batch = next(batches, None)
                    if batch is None:
                        is_over = True
                    else:
                        worker.hand(batch)
                if is_over and not self._busy():
                    break
                self._collect()
                yield from self._ready()
            yield from self._ready()
        finally:
            self.close()

    def close(self) -> None:
        """End all processes at once."""
        for worker in self._workers:
            worker.close()

    def _busy(self) -> list[_Worker[Job, Result]]:
        return [worker for worker in self._workers if worker.batch]

    def _idle(self) -> _Worker[Job, Result] | None:
        if len(self._done) >= _AHEAD * len(self._workers):
            return None
        return next((worker for worker in self._workers if not worker.batch), None)

    def _batches(self, jobs: Iterable[Job]) -> Iterator[_Batch[Job, Result]]:
        numbers, held, weight = itertools.count(), deque[Job](), 0
        for job in jobs:
            ours = self._weigh(job)
            if held and (len(held) == _MOST_JOBS or weight + ours > _MOST_WEIGHT):
                yield _Batch(next(numbers), list(held), is_careful=len(held) == 1)
                held.clear()
                weight = 0
            held.append(job)
            weight += ours
        if held:
            yield _Batch(next(numbers), list(held), is_careful=len(held) == 1)

    def _collect(self) -> None:
        by_pipe = {worker.pipe: worker for worker in self._busy()}
        for pipe in wait(list(by_pipe), timeout=1.0):
            worker = by_pipe[pipe]  # type: ignore[index]
            try:
                self._answered(worker, worker.pipe.recv())
            except (EOFError, OSError):
                self._died(worker)
        now = time.monotonic()
        for worker in self._busy():
            if now > worker.ends_at:
                worker.process.kill()

    def _answered(self, worker: _Worker[Job, Result], results: list[Result]) -> None:
        assert worker.batch
        self._n_deaths = 0
        worker.batch.tries = 0
        worker.batch.results += results
        self._go_on(worker, worker.batch)

    def _died(self, worker: _Worker[Job, Result]) -> None:
        self._n_deaths += 1
        if self._n_deaths > _MOST_DEATHS:
            raise NoProcesses
        batch = worker.batch
        assert batch
        worker.close()
        fresh: _Worker[Job, Result] = _Worker(self._prepare)
        self._workers[self._workers.index(worker)] = fresh
        batch.tries += batch.is_careful
        batch.is_careful = True
        if batch.tries == _TRIES:
            batch.tries = 0
            batch.results.append(self._lost(batch.rest[0]))
        self._go_on(fresh, batch)

    def _go_on(self, worker: _Worker[Job, Result], batch: _Batch[Job, Result]) -> None:
        if batch.rest:
            worker.hand(batch)
        else:
            worker.batch = None
            self._done[batch.number] = batch.results

    def _ready(self) -> Iterator[Result]:
        while self._next in self._done:
            yield from self._done.pop(self._next)
            self._next += 1
