"""The one way to keep processes running: forked, listened to, started again, and ended whole.

The supervisor has no threads and holds no connection: what it forks would inherit their locks. Load the
program, ``share`` its memory, then ``run``.
"""

import gc
import os
import selectors
import signal
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from mailguard.agents.processes.forking import SIGNALS, fork

_ASLEEP = 1.0  # seconds at most between two looks at what is due
_READ = 65_536
_pulse = -1  # in a child that must give signs of life: the pipe for them


def beat() -> None:
    """Give a sign of life, where a supervisor waits for one."""
    if _pulse >= 0:
        with suppress(OSError):  # full: it has enough of them; broken: we are about to end
            os.write(_pulse, b".")


def share() -> None:
    """Let all that is loaded stay where it is, so that no collection writes into what children share.

    Nothing is collected before: it takes 0.4 s of a large program, and leaves holes to write into.
    """
    gc.freeze()


@dataclass(frozen=True, slots=True)
class Restart:
    """Seconds before an ended child starts again: none after a good life, else more each time."""

    first: float = 1.0
    most: float = 30.0
    good: float = 60.0


@dataclass(eq=False)
class Child:
    """Work that is to be under way all the time, in a process of its own."""

    name: str
    work: Callable[[], int | None]
    not_yet: Callable[[], float] = lambda: 0.0  # seconds until it may start, or is to be asked again
    silence: float = 0.0  # seconds without ``beat`` after which it is killed; 0 where it gives none
    title: str = ""  # in lists of processes
    pid: int = 0
    pause: float = 0.0
    due_at: float = field(default=0.0, repr=False)
    started_at: float = field(default=0.0, repr=False)
    heard_at: float = field(default=0.0, repr=False)
    _line: bytes = field(default=b"", repr=False)

    def lines(self, heard: bytes) -> list[str]:
        """The whole lines so far; the rest is kept."""
        *whole, self._line = (self._line + heard).split(b"\n")
        return [line.decode(errors="replace") for line in whole]


class Supervisor:
    """Keeps children until SIGTERM or SIGINT, the same one twice to end them at once.

    ``ended`` is told of a child's end, its exit code (below zero: a signal) and the pause; ``said`` gets what
    children write, a line each, and without it they write where we do. SIGHUP calls ``again`` or ends us;
    ``meanwhile`` is called at each turn, and returns the seconds until it must be called again.
    """

    def __init__(
        self,
        children: Iterable[Child],
        *,
        ended: Callable[[Child, int, float], None],
        said: Callable[[Child, str], None] | None = None,
        again: Callable[[], None] | None = None,
        meanwhile: Callable[[], float] | None = None,
        restart: Restart | None = None,
        grace: float = 12.0,
    ) -> None:
        self.children = list(children)
        self._ended, self._said, self._again, self._meanwhile = ended, said, again, meanwhile
        self._restart, self._grace = restart or Restart(), grace
        self._leaving: list[Child] = []
        self._stop_at, self._stopped_by, self._is_urgent = 0.0, 0, False

    def run(self, last: Callable[[], None] = lambda: None) -> None:
        """Keep them until told to end; then call ``last``, end them and return."""
        self._ears = selectors.DefaultSelector()
        waking, self._woken = os.pipe()
        for end in (waking, self._woken):
            os.set_blocking(end, False)
        self._ears.register(waking, selectors.EVENT_READ, None)
        handlers = {each: signal.signal(each, lambda *_: None) for each in SIGNALS}  # the pipe tells
        before = signal.set_wakeup_fd(self._woken, warn_on_full_buffer=False)
        try:
            while not self._stop_at:
                asleep = self._meanwhile() if self._meanwhile else _ASLEEP
                self._listen(min(asleep, self._start_due(), self._kill_silent()))
                self._reap()
        finally:
            last()
            self._end()
            signal.set_wakeup_fd(before)
            for each, handler in handlers.items():
                signal.signal(each, handler)
            self._ears.close()
            os.close(waking)
            os.close(self._woken)

    def keep(self, children: Iterable[Child]) -> None:
        """Keep these instead; those that run end after what they have in hand."""
        self._leave()
        self.children = list(children)

    # --- Beginnings ----------------------------------------------------------------------------
    def _start_due(self) -> float:
        """Start what is due; return the seconds until more is."""
        soonest = _ASLEEP
        for child in self.children:
            if child.pid:
                continue
            if (now := time.monotonic()) >= child.due_at:
                child.due_at = now + child.not_yet()
                if child.due_at <= now:
                    self._start(child)
                    continue
            soonest = min(soonest, child.due_at - now)
        return max(soonest, 0.01)

    def _start(self, child: Child) -> None:
        mouth = self._ear(child, is_pulse=False) if self._said else -1
        pulse = self._ear(child, is_pulse=True) if child.silence else -1
        child.pid = fork(partial(self._live, child, mouth, pulse), child.title)
        child.started_at = child.heard_at = time.monotonic()
        for end in (mouth, pulse):
            if end >= 0:
                os.close(end)

    def _ear(self, child: Child, *, is_pulse: bool) -> int:
        """A pipe from a child: we listen at one end, the other is returned."""
        ear, mouth = os.pipe()
        os.set_blocking(ear, False)
        self._ears.register(ear, selectors.EVENT_READ, (child, is_pulse))
        return mouth

    def _live(self, child: Child, mouth: int, pulse: int) -> int | None:
        """In the child: leave our parent's pipes to it, and work."""
        global _pulse
        for fd in [self._woken, *(key.fd for key in self._ears.get_map().values())]:
            os.close(fd)
        self._ears.close()
        _pulse = pulse
        if pulse >= 0:
            os.set_blocking(pulse, False)
        if mouth >= 0:
            nothing = os.open(os.devnull, os.O_RDONLY)
            for fd, number in ((nothing, 0), (mouth, 1), (mouth, 2)):
                os.dup2(fd, number)
            for fd in (nothing, mouth):
                os.close(fd)
        return child.work()

    # --- Signs of life -------------------------------------------------------------------------
    def _listen(self, seconds: float) -> None:
        for key, _mask in self._ears.select(seconds):
            heard = b""
            with suppress(BlockingIOError, InterruptedError):
                heard = os.read(key.fd, _READ)
            if key.data is None:
                self._signalled(heard)
            else:
                self._heard(key.fd, key.data[0], heard, is_pulse=key.data[1])

    def _heard(self, ear: int, child: Child, heard: bytes, *, is_pulse: bool) -> None:
        if not heard:
            self._ears.unregister(ear)
            os.close(ear)
        elif is_pulse:
            child.heard_at = time.monotonic()
        elif self._said:
            for line in child.lines(heard):
                self._said(child, line)

    def _signalled(self, numbers: bytes) -> None:
        now = time.monotonic()
        for number in numbers:
            if number == signal.SIGHUP and self._again:
                self._again()
            elif number != signal.SIGCHLD:
                # a terminal and a parent may each pass the first one on
                self._is_urgent |= number == self._stopped_by and now - self._stop_at > 0.3
                self._stop_at, self._stopped_by = self._stop_at or now, self._stopped_by or number

    def _kill_silent(self) -> float:
        """Kill a child that should have given a sign of life; return the seconds until the next look."""
        now = time.monotonic()
        watched = [child for child in self.children if child.pid and child.silence]
        for child in watched:
            if now - child.heard_at > child.silence:
                _send(child, signal.SIGKILL)
        return min((child.silence / 4 for child in watched), default=_ASLEEP)

    # --- Ends ----------------------------------------------------------------------------------
    def _reap(self) -> None:
        for child in [child for child in (*self.children, *self._leaving) if child.pid]:
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if not pid:
                continue
            child.pid = 0
            if child in self._leaving:
                self._leaving.remove(child)
            elif not self._stop_at:
                self._will_return(child, os.waitstatus_to_exitcode(status))

    def _will_return(self, child: Child, code: int) -> None:
        now = time.monotonic()
        if now - child.started_at >= self._restart.good:
            child.pause = 0.0
        else:
            child.pause = min(max(2 * child.pause, self._restart.first), self._restart.most)
        child.due_at = now + child.pause
        self._ended(child, code, child.pause)

    def _leave(self) -> None:
        for child in self.children:
            if child.pid:
                _send(child, signal.SIGTERM)
                self._leaving.append(child)
        self.children = []

    def _end(self) -> None:
        self._stop_at = self._stop_at or time.monotonic()
        self._leave()
        until = time.monotonic() + self._grace
        while self._leaving:
            if time.monotonic() > until or self._is_urgent:
                for child in self._leaving:
                    _send(child, signal.SIGKILL)
            self._listen(0.05)
            self._reap()
        self._listen(0.0)  # their last words


def _send(child: Child, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(child.pid, number)
