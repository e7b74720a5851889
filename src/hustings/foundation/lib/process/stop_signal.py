"""A wish to end, made by a signal or another thread, that one can wait for."""

import os
import select
import signal
import time
from types import FrameType


class Stop:
    """Asked once, it stays asked. Unlike ``threading.Event`` it may be asked inside a signal's handler."""

    def __init__(self) -> None:
        self.asked_at: float | None = None  # time.monotonic()
        self.is_urgent = False
        self._signal = 0
        self._ear, self._mouth = os.pipe()
        os.set_blocking(self._mouth, False)

    def __bool__(self) -> bool:
        return self.asked_at is not None

    def ask(self) -> None:
        if self.asked_at is None:
            self.asked_at = time.monotonic()
            os.write(self._mouth, b".")

    def fileno(self) -> int:
        return self._ear

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until asked; return whether it was."""
        if self.asked_at is None and seconds > 0:
            select.select([self._ear], [], [], seconds)
        return self.asked_at is not None

    def on_signals(self) -> None:
        """Be asked by SIGINT and SIGTERM. The same one a second time makes it urgent."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._hear)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        since = time.monotonic() - self.asked_at if self.asked_at is not None else 0.0
        if number == self._signal and since > 0.3:  # a terminal and a parent may each pass the first one on
            self.is_urgent = True
        self._signal = self._signal or number
        self.ask()

    def close(self) -> None:
        os.close(self._ear)
        os.close(self._mouth)
