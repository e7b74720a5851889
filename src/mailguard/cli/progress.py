"""The line at the bottom of the terminal that tells how far a scan is."""

import os
import shutil
import sys
import time
from collections.abc import Iterable

from mailguard import mailboxes
from mailguard.cli.language import chosen
from mailguard.i18n import mark, number, percent, translate

_EVERY = 0.1  # seconds


class Progress:
    """``total`` in bytes, 0 where it isn't known. Nothing is drawn unless ``is_shown``."""

    def __init__(self, total: int, is_shown: bool) -> None:
        self._total, self._is_shown = total, is_shown
        self._n = self._n_bytes = 0
        self._started = time.monotonic()
        self._drawn_at = 0.0
        self._language = chosen()

    @classmethod
    def over(cls, paths: Iterable[str]) -> "Progress":
        """For all that lies under the paths; drawn where somebody sits at a terminal."""
        is_shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        return cls(mailboxes.size(paths) if is_shown else 0, is_shown)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._started

    def clear(self) -> None:
        """Take the line away, so that something else can be written there."""
        if self._drawn_at:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn_at = 0.0

    def add(self, n_bytes: int) -> None:
        self._n += 1
        self._n_bytes += n_bytes
        if self._is_shown and time.monotonic() - self._drawn_at >= _EVERY:
            self._draw()

    def _draw(self) -> None:
        each_second = self._n / max(self.seconds, 0.001)
        pace = number(each_second, 0 if each_second >= 10 else 1, self._language)
        text = translate(mark("{n} messages, {pace} a second"), self._language).format(
            n=number(self._n, 0, self._language), pace=pace
        )
        if self._total:
            part = min(self._n_bytes / self._total, 1.0)
            full = round(part * 20)
            text = f"{'█' * full}{'░' * (20 - full)} {percent(part, self._language):>5}  {text}"
        self._drawn_at = time.monotonic()  # before: Ctrl-C right after the line must find it to take away
        sys.stderr.write(f"\r{text[: shutil.get_terminal_size().columns - 1]}\x1b[K")
        sys.stderr.flush()
