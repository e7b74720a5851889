"""The texts of a workbook, in a file, read only as far as needed: a large one shows at once."""

import os
import re
import tempfile
from array import array
from functools import lru_cache
from typing import IO

from hustings.foundation.file_imports.source.workbooks.xml import Attributes, Reader

MAX_TEXT = 100_000  # characters of a cell; Excel allows a third of that. What is longer is cut.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST = 50  # pieces of it that the XML reader hands over, each some thousand characters
_PENDING = 1 << 16


class Strings:
    """``strings[n]``: the text number ``n``. Close it."""

    def __init__(self, part: IO[bytes] | None) -> None:
        self.kept = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        self.ends = array("Q", [0])
        self.waiting = bytearray()
        self.written = 0
        self.gathered = Gathered()
        self.is_inside = False
        self.reader = Reader(part, self._start, self._end, self.gathered.text) if part else None
        self.get = lru_cache(20_000)(self._get)

    def _get(self, number: int) -> str | None:
        """The text of this number; None where the workbook has none."""
        while self.reader and number + 1 >= len(self.ends):
            if not self.reader.feed():
                self.reader = None
        if not 0 <= number < len(self.ends) - 1:
            return None
        begin, end = self.ends[number], self.ends[number + 1]
        if end > self.written:
            self._flush()
        return os.pread(self.kept.fileno(), end - begin, begin).decode()

    def close(self) -> None:
        self.get.cache_clear()
        self.kept.close()

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self.gathered.clear()
        self.gathered.enter(name)

    def _end(self, name: str) -> None:
        self.gathered.leave(name)
        if name == "si":
            self.waiting += self.gathered.whole().encode("utf-8", "replace")
            self.ends.append(self.written + len(self.waiting))
            if len(self.waiting) > _PENDING:
                self._flush()

    def _flush(self) -> None:
        os.pwrite(self.kept.fileno(), self.waiting, self.written)
        self.written += len(self.waiting)
        self.waiting.clear()


class Gathered:
    """The text inside a cell or string: all of its runs, without how it is pronounced."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.is_wanted = False
        self.is_spoken = False

    def clear(self) -> None:
        if self.parts:
            self.parts = []
        self.is_wanted = self.is_spoken = False

    def enter(self, name: str) -> None:
        if name == "t" or name == "v":
            self.is_wanted = not self.is_spoken
        elif name == "rPh":
            self.is_spoken = True

    def leave(self, name: str) -> None:
        if name == "t" or name == "v":
            self.is_wanted = False
        elif name == "rPh":
            self.is_spoken = False

    def text(self, text: str) -> None:
        if self.is_wanted and len(self.parts) < _MOST:
            self.parts.append(text)

    def whole(self) -> str:
        text = "".join(self.parts)[:MAX_TEXT]
        return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    letter = chr(int(found[1], 16))
    return letter if letter.isprintable() or letter in "\n\t" else " "
