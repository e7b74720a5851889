"""Two chunks beside one another on PostgreSQL: while the server writes and commits one, the next is planned.

Each has a connection of its own. It plans, writes and commits after the one before has, so that no lock is
waited for in a circle; where both know somebody by the same key, it begins once that one is over.
"""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from threading import Event
from types import TracebackType

from django.db import IntegrityError, OperationalError, connection

from hustings.people.imports.rows.row import Row
from hustings.people.imports.run.row_chunks import Chunk
from hustings.people.persons.matching import match_keys


class Turn:
    """Stages of a chunk, each of which waits for the same one of the chunk before."""

    def __init__(self, before: "Turn | None" = None) -> None:
        self._before = before
        self._planned, self._written, self._over = Event(), Event(), Event()
        self._keys: set[str] = set()
        self.is_done = False

    def begin(self, rows: Iterable[Row]) -> None:
        """Wait until people may be looked up by these rows' keys."""
        if self._before is None:  # written alone
            return
        self._keys = {key for row in rows for key in match_keys.of(row)}
        self._before._planned.wait()
        if not self._keys.isdisjoint(self._before._keys):
            self._before._over.wait()

    def planned(self) -> None:
        """Say so, and wait until rows may be written."""
        self._planned.set()
        if self._before:
            self._before._written.wait()

    def written(self) -> bool:
        """Say so, and wait until this may be committed: whether the one before was."""
        self._written.set()
        if self._before is None:
            return True
        self._before._over.wait()
        return self._before.is_done

    def end(self, *, is_done: bool) -> None:
        """Let the next one go on, whatever came of this."""
        self._before = None
        self.is_done = is_done
        for stage in (self._planned, self._written, self._over):
            stage.set()


Write = Callable[[Chunk, int, Turn], bool]  # a chunk behind so many lines; False where it was not written


class Lanes:
    """Two threads that write in turn, each by a function of its own. A context: it ends them."""

    def __init__(self, make: Callable[[], Write]) -> None:
        self._lanes = [(ThreadPoolExecutor(1), make()) for _ in range(2)]

    def __enter__(self) -> "Lanes":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for thread, _write in self._lanes:
            thread.submit(_close)
            thread.shutdown()

    def write(self, chunks: Iterable[Chunk], done: int, told: Callable[[int], object]) -> int:
        """Write chunks until one was not; how many lines are behind us then."""
        flying: deque[tuple[Future[bool], int]] = deque()
        turn, ahead = Turn(), done
        turn.end(is_done=True)
        for at, chunk in enumerate(chunks):
            thread, write = self._lanes[at % 2]
            turn = Turn(turn)
            flying.append((thread.submit(copy_context().run, _one, write, chunk, ahead, turn), chunk.n))
            ahead += chunk.n
            if len(flying) == 2 and not flying[0][0].result():
                break
            while len(flying) > 1:
                done += flying.popleft()[1]
                told(done)
        for future, n in flying:
            if future.result():
                done += n
        return done


def _close() -> None:
    connection.close()  # this thread's


def _one(write: Write, chunk: Chunk, done: int, turn: Turn) -> bool:
    is_done = False
    try:
        is_done = write(chunk, done, turn)
    except (IntegrityError, OperationalError):
        pass  # it is written alone then, as often as it takes
    finally:
        turn.end(is_done=is_done)
    return is_done
