"""The process that owns the socket: it starts the others, watches over them and replaces them."""

import asyncio
import gc
import os
import select
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import NoReturn

from mailguard.agents.http.worker import Limits, Worker
from mailguard.agents.processes.operator_log import say
from mailguard.agents.setup import Setup, Unusable
from mailguard.correspondents import Memory
from mailguard.engine import Engine
from mailguard.files.sandbox import shared
from mailguard.i18n import mark, translate

_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)
_GRACE = 25.0  # seconds for the others to end
_SHORT_LIFE = 1.0  # seconds; who dies that young is replaced after a pause as long


@dataclass(frozen=True, slots=True)
class Plan:
    """What is served; ``n`` processes."""

    setup: Setup
    limits: Limits
    n: int = 1
    token: str = ""
    language: str = "en"


class Master:
    """Serves ``listener`` until SIGTERM or SIGINT; SIGHUP reads profile and policy again."""

    def __init__(self, plan: Plan, listener: socket.socket, engine: Engine) -> None:
        self._plan, self._listener, self._engine = plan, listener, engine
        self._started_at: dict[int, float] = {}  # of the processes that should live
        self._leaving: set[int] = set()
        self._pause_until = 0.0
        self._alive, self._kept = os.pipe()  # the others watch the first end: it closes when we are gone
        self._waking, self._woken = os.pipe()
        for each in (self._waking, self._woken):
            os.set_blocking(each, False)

    def run(self) -> None:
        for each in _SIGNALS:
            signal.signal(each, lambda *_: None)  # the pipe tells
        signal.set_wakeup_fd(self._woken, warn_on_full_buffer=False)
        self._engine.warm()  # what that loads is shared by the others
        gc.collect()
        gc.freeze()
        try:
            while not {signal.SIGTERM, signal.SIGINT} & (heard := self._heard()):
                if signal.SIGHUP in heard:
                    self._reload()
                self._reap()
                self._fill()
        finally:
            self._end()

    def _heard(self) -> set[int]:
        """The signals since we last looked; waits for one up to a second where all is in order."""
        is_full = len(self._started_at) == self._plan.n
        with suppress(InterruptedError):
            select.select([self._waking], [], [], 1.0 if is_full else 0.05)
        with suppress(BlockingIOError):
            return set(os.read(self._waking, 1_000))
        return set()

    def _fill(self) -> None:
        while len(self._started_at) < self._plan.n and time.monotonic() >= self._pause_until:
            self._start()

    def _start(self) -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)  # none may reach the child before it is ready
        pid = os.fork()
        if not pid:
            self._become_worker()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        self._started_at[pid] = time.monotonic()

    def _become_worker(self) -> NoReturn:
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            for each in _SIGNALS:
                signal.signal(each, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            for end in (self._kept, self._waking, self._woken):
                os.close(end)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
            engine, plan = self._engine, self._plan
            if plan.setup.memory:  # a database must be opened by the process that reads it
                engine = replace(engine, past=Memory(plan.setup.memory, is_read_only=True))
            worker = Worker(engine, plan.limits, plan.token, plan.language)
            asyncio.run(worker.run(self._listener, self._alive))
            code = 0
        except Exception as error:
            say(f"{type(error).__name__}: {error}")
        finally:
            shared.close()  # what reads dangerous files ends with us
            os._exit(code)

    def _reap(self) -> None:
        with suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return
                self._leaving.discard(pid)
                if (started_at := self._started_at.pop(pid, None)) is None:
                    continue
                if os.waitstatus_to_exitcode(status):
                    say(self._words(mark("A process died and is replaced.")))
                if time.monotonic() - started_at < _SHORT_LIFE:
                    self._pause_until = time.monotonic() + _SHORT_LIFE

    def _reload(self) -> None:
        """New processes with the files as they are now; where they can't be used, all stays as it is."""
        try:
            engine = self._plan.setup.engine()
        except Unusable as error:
            say(error.say(self._plan.language))
            say(self._words(mark("Nothing was changed.")))
            return
        self._engine = without_memory(engine)
        self._leave()
        self._fill()
        say(self._words(mark("Profile and policy were read again.")))

    def _leave(self) -> None:
        for pid in self._started_at:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        self._leaving |= set(self._started_at)
        self._started_at.clear()

    def _end(self) -> None:
        self._listener.close()
        self._leave()
        ends_at = time.monotonic() + _GRACE
        while self._leaving and time.monotonic() < ends_at:
            self._reap()
            time.sleep(0.02)
        for pid in self._leaving:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._reap()

    def _words(self, text: str) -> str:
        return translate(text, self._plan.language)


def without_memory(engine: Engine) -> Engine:
    """The engine for processes that open the memory themselves."""
    if isinstance(engine.past, Memory):
        engine.past.close()
    return replace(engine, past=None)
