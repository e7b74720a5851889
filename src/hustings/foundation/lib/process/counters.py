"""Counts gathered in each process and written every few seconds by one thread; a kill loses some seconds."""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Hashable
from multiprocessing.util import Finalize
from typing import Generic, TypeVar

from django.db import DatabaseError, close_old_connections

from hustings.foundation.contributions import Registry

log = logging.getLogger(__name__)
SECONDS = 5.0
MOST = 5_000  # different things in memory; more of them come from somebody who makes them up
Key = TypeVar("Key", bound=Hashable)

# Each writes what an app gathered, every few seconds
folds = Registry[Callable[[], object]]("lib.process.counters.folds")
_started = threading.Event()


class Gathered(Generic[Key]):
    """How often each thing was seen since the last time that it was written."""

    def __init__(self, name: str) -> None:
        self.name = name  # in logs
        self._counts: Counter[Key] = Counter()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._counts)

    def note(self, key: Key) -> None:
        with self._lock:
            if key in self._counts or len(self._counts) < MOST:
                self._counts[key] += 1

    def clear(self) -> None:
        self._take()

    def fold(self, write: Callable[[Counter[Key]], int]) -> int:
        """Have ``write`` add it to the sums, all or nothing: what can't be written waits. How many rows."""
        gathered = self._take()
        if not gathered:
            return 0
        try:
            return write(gathered)
        except DatabaseError:
            log.warning("%s kept for later n=%s", self.name, gathered.total())
            with self._lock:
                self._counts.update(gathered)
            return 0

    def _take(self) -> Counter[Key]:
        with self._lock:
            gathered, self._counts = self._counts, Counter()
        return gathered


def start() -> None:
    """Fold again and again from now on, and once more at the end. Called once in each process that serves."""
    if not _started.is_set():
        _started.set()
        threading.Thread(target=_go_on, name="gathering", daemon=True).start()
        for fold in folds.all():
            Finalize(None, fold, exitpriority=2)  # at the end of a forked process, too


def _go_on() -> None:
    while True:
        threading.Event().wait(SECONDS)
        close_old_connections()
        for fold in folds.all():
            try:
                fold()
            except Exception:  # a thread that ends would count no more
                log.exception("gathering")
