"""Keeps child processes running: passes on what they say, starts a crashed one again, ends them all."""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.stop_signal import Stop
from hustings.shells.cli.processes.journal import Journal

PAUSES = 1.0, 30.0  # seconds before a crashed child starts again: the first time, and at most
GOOD = 60.0  # a child that lived so long is started again without a pause
UNWANTED = 10.0  # seconds until it is asked again whether a child has something to do
PATIENCE = 12.0  # seconds that children have to end


@dataclass
class Child:
    """One ``hustings`` command that is to run all the time."""

    name: str
    words: list[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    due_at: float = 0.0
    pause: float = PAUSES[0]
    is_wanted: Callable[[], bool] = lambda: True  # asked before it is started
    waits_for_first: bool = False  # leaves the cores to the first child until that is ready
    said: bytes = field(default=b"", repr=False)


class Supervisor:
    """Runs children in its process group until a signal; a ``journal`` gets what is mere progress."""

    def __init__(
        self,
        children: list[Child],
        is_first_ready: Callable[[], bool] = lambda: True,
        journal: Journal | None = None,
    ) -> None:
        self.children, self.is_first_ready, self.journal = children, is_first_ready, journal
        self._wait_until = time.monotonic() + 30.0  # for the first child
        self.stop = Stop()
        self._ears = selectors.DefaultSelector()
        self._width = max(len(child.name) for child in children)

    def run(self) -> None:
        self.stop.on_signals()
        self._ears.register(self.stop, selectors.EVENT_READ)
        try:
            while not self.stop:
                is_ready = self.is_first_ready() or time.monotonic() > self._wait_until
                self._start_due(is_ready)
                self._listen(0.3)
                self._notice_ends()
        finally:
            self._end_all()

    def say(self, name: str, line: str) -> None:
        line = f"{name:<{self._width}} | {line}"
        if self.journal and self.journal.keeps(line):
            return
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    def _start_due(self, is_first_ready: bool) -> None:
        for child in self.children:
            waits = child.waits_for_first and not is_first_ready
            if child.process is None and not waits and time.monotonic() >= child.due_at:
                if child.is_wanted():
                    self._start(child)
                else:
                    child.due_at = time.monotonic() + UNWANTED

    def _start(self, child: Child) -> None:
        command = [sys.executable, "-m", "hustings.shells.cli", *child.words, "--parent", str(os.getpid())]
        child.process = subprocess.Popen(  # noqa: S603 - our own commands
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        assert child.process.stdout
        os.set_blocking(child.process.stdout.fileno(), False)
        self._ears.register(child.process.stdout, selectors.EVENT_READ, child)
        child.started_at = time.monotonic()

    def _listen(self, seconds: float) -> None:
        for key, _mask in self._ears.select(seconds):
            if key.data:
                self._pass_on(key.data, key.fileobj)

    def _pass_on(self, child: Child, pipe: IO[bytes] | Any) -> None:
        heard = pipe.read() if not pipe.closed else b""
        if not heard:
            if heard == b"" and not pipe.closed:
                self._ears.unregister(pipe)
                pipe.close()
            return
        *lines, child.said = (child.said + heard).split(b"\n")
        for line in lines:
            self.say(child.name, line.decode(errors="replace"))

    def _notice_ends(self) -> None:
        for child in self.children:
            if child.process and (code := child.process.poll()) is not None and not self.stop:
                lived = time.monotonic() - child.started_at
                child.pause = PAUSES[0] if lived > GOOD else child.pause
                child.process, child.due_at = None, time.monotonic() + child.pause
                says = _("ended ({how}); starts again in {seconds} s")
                self.say(child.name, says.format(how=_manner(code), seconds=f"{child.pause:.0f}"))
                child.pause = min(child.pause * 2, PAUSES[1])

    def _end_all(self) -> None:
        living = [child.process for child in self.children if child.process]
        for process in living:
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + PATIENCE
        while any(process.poll() is None for process in living):
            if time.monotonic() > until or self.stop.is_urgent:
                for process in living:
                    process.kill()  # the server's own processes end with it
                break
            self._hear_out()
        for process in living:
            process.wait()
        self._hear_out()

    def _hear_out(self) -> None:
        for key, _mask in self._ears.select(0.1):
            if key.data:
                self._pass_on(key.data, key.fileobj)
            else:
                time.sleep(0.05)


def _manner(code: int) -> str:
    if code >= 0:
        return _("code {code}").format(code=code)
    return _("killed by {signal}").format(signal=signal.Signals(-code).name)
