"""Processes that judge, each with a message a thread; a message that kills two is given up.

New settings start new processes beside the old ones, which stay where they can't be used.
"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from mailguard.agents.milter import frames
from mailguard.agents.milter.jobs import Job, Outcome
from mailguard.agents.milter.settings import Settings
from mailguard.agents.setup import Unusable
from mailguard.i18n import mark

_TRIES = 2
_STARTS_WITHIN = 120.0  # seconds: reading the files on a busy machine
_PATIENCE = 60.0  # seconds for one message; then its process is taken for dead
_PAUSE = 0.5  # seconds before a nursery that died is started again


class NotJudged(Exception):
    """There is no verdict; ``why`` is a word for headers and the log."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(eq=False)
class _Task:
    job: Job
    done: "asyncio.Future[Outcome]"
    tries: int = 0


@dataclass(eq=False)
class _Child:
    writer: asyncio.StreamWriter
    pid: int
    in_hand: dict[int, _Task] = field(default_factory=dict)
    is_leaving: bool = False


class Nursery:
    """The process that forks those that judge, by one state of the settings."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        ours, theirs = socket.socketpair()
        words = [sys.executable, "-P", "-m", "mailguard.agents.milter.fork_server", str(theirs.fileno())]
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 - ourselves
                words, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
            )
        ours.setblocking(False)
        self._end = ours

    async def ready(self) -> None:
        """Until it has everything loaded; Unusable where a file can't be used, NotJudged where it died."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(_STARTS_WITHIN):
                await loop.sock_sendall(self._end, frames.packed(self.settings))
                answer = await frames.read_from(self._end)
        except BaseException as error:
            self.close()
            if isinstance(error, EOFError | OSError | TimeoutError):
                raise NotJudged("start") from error
            raise
        if isinstance(answer, Unusable):
            self.close()
            raise answer

    def fork(self) -> socket.socket:
        """Our end of the pair of a new process; OSError where the nursery is gone."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._end, [b"f"], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        ours.setblocking(False)
        return ours

    def close(self) -> None:
        """Let it end; the processes that it forked stay until they are let go."""
        self._end.close()
        with suppress(OSError):
            self.process.kill()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(5)


class Pool:
    """``n`` processes; ``run`` gives one a message."""

    def __init__(self, say: Any) -> None:
        self._say = say  # one line to the operator
        self._nursery: Nursery | None = None
        self._children: set[_Child] = set()
        self._waiting: deque[_Task] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._n_starting = 0
        self._number = 0
        self._has_ended = False

    @property
    def pids(self) -> list[int]:
        return [child.pid for child in self._children if not child.is_leaving]

    async def use(self, settings: Settings) -> None:
        """Judge by these settings from now on, or raise (Unusable, NotJudged) and leave all as it was."""
        fresh = Nursery(settings)
        await fresh.ready()
        before, self._nursery = self._nursery, fresh
        if before:
            before.close()
        for child in list(self._children):
            self._let_go(child)
        self._fill()

    async def run(self, job: Job) -> Outcome:
        """The outcome; NotJudged where there is none."""
        task = _Task(job, asyncio.get_running_loop().create_future())
        self._waiting.append(task)
        self._hand_out()
        try:
            return await task.done
        finally:
            with suppress(ValueError):
                self._waiting.remove(task)

    async def close(self) -> None:
        """End all processes at once."""
        self._has_ended = True
        for child in list(self._children):
            child.writer.close()
        if self._nursery:
            self._nursery.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # --- Children ------------------------------------------------------------------------------
    def _fill(self) -> None:
        if self._has_ended or self._nursery is None:
            return
        for _ in range(self._nursery.settings.jobs - len(self.pids) - self._n_starting):
            self._n_starting += 1
            self._spawn(self._live())

    def _spawn(self, coroutine: Any) -> None:
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _live(self) -> None:
        child = None
        try:
            child, reader = await self._born()
            await self._listen(child, reader)
        except (EOFError, OSError, TimeoutError, NotJudged, Unusable):
            if child is None:
                await asyncio.sleep(_PAUSE)
        finally:
            if child is None:
                self._n_starting -= 1
            else:
                self._died(child)
            self._fill()

    async def _born(self) -> tuple[_Child, asyncio.StreamReader]:
        assert self._nursery
        try:
            end = self._nursery.fork()
        except OSError:
            end = await self._after_death(self._nursery)
        reader, writer = await asyncio.open_unix_connection(sock=end)
        try:
            async with asyncio.timeout(_STARTS_WITHIN):
                pid = await frames.read(reader)
        except BaseException:
            writer.close()
            raise
        child = _Child(writer, pid)
        self._children.add(child)
        self._n_starting -= 1
        self._hand_out()
        return child, reader

    async def _after_death(self, dead: Nursery) -> socket.socket:
        """Replace a nursery that has died; by the same settings."""
        if self._nursery is dead:
            fresh = Nursery(dead.settings)
            self._nursery = fresh
            dead.close()
            await fresh.ready()
        raise NotJudged("start")  # comes again after a pause

    async def _listen(self, child: _Child, reader: asyncio.StreamReader) -> None:
        while True:
            number, outcome = await frames.read(reader)
            if number < 0:  # it has grown too big
                self._let_go(child)
                self._fill()
                continue
            task = child.in_hand.pop(number, None)
            if task and not task.done.done():
                if isinstance(outcome, Outcome):
                    task.done.set_result(outcome)
                else:
                    self._say(mark("The engine failed") + f": {outcome}")
                    task.done.set_exception(NotJudged("failed"))
            if child.is_leaving and not child.in_hand:
                return
            self._hand_out()

    def _died(self, child: _Child) -> None:
        self._children.discard(child)
        child.writer.close()
        if not child.is_leaving and not self._has_ended:
            self._say(mark("A process died and was replaced."))
        for task in child.in_hand.values():
            if task.done.done():
                continue
            task.tries += 1
            if task.tries >= _TRIES:
                task.done.set_exception(NotJudged("failed"))
            else:
                self._waiting.appendleft(task)
        child.in_hand.clear()
        self._hand_out()

    def _let_go(self, child: _Child) -> None:
        """It finishes what it has in hand, and gets nothing more."""
        child.is_leaving = True
        if not child.in_hand:
            child.writer.close()

    def _hand_out(self) -> None:
        assert self._nursery
        n_hands = self._nursery.settings.threads
        while self._waiting:
            free = [each for each in self._children if not each.is_leaving and len(each.in_hand) < n_hands]
            if not free:
                return
            task = self._waiting.popleft()
            if task.done.done():
                continue
            child = min(free, key=lambda each: len(each.in_hand))
            self._number += 1
            child.in_hand[self._number] = task
            child.writer.write(frames.packed((self._number, task.job)))
            asyncio.get_running_loop().call_later(_PATIENCE, self._lose_patience, child, self._number)

    def _lose_patience(self, child: _Child, number: int) -> None:
        task = child.in_hand.get(number)
        if task is None or child not in self._children:
            return
        if not task.done.done():
            task.done.set_exception(NotJudged("timeout"))
        with suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGKILL)
