"""ClamAV's daemon, asked by ``INSTREAM`` (clamd(8)); any failure is a ``Scan``, never an exception.

PyPI's were no choice: aioclamd knows no UNIX sockets, clamav-client (GPL-2 alone) no limit for the whole,
others are unkept since 2017.
"""

import re
import socket
import struct
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass

from mailguard.facts import Scan, Virus
from mailguard.i18n import mark

_LENGTH = struct.Struct("!I")
_CHUNK = 262_144  # bytes; it must not be more than clamd's StreamMaxLength
_MOST_PIECES = 20  # attachments that are asked about one by one, beside the message as a whole
_MOST_ANSWER = 4_096
_LONGEST = 120  # characters of a name
_SLOW_IN_A_ROW = 3  # after so many it is left alone
_REST = 30.0  # for as many seconds, so that mail doesn't queue up behind it
_ANSWER = re.compile(r"[^:]*: (?:(?P<virus>\S.*) FOUND|OK)")
# Without this line a first header such as “GIF89a:” or “MZ:” makes it take all of the message for that.
_BEGINS = b"From mailguard\n"
# Names for what it could not look into; whether to say them is a setting of clamd.
_LIMITS = "Heuristics.Limits.Exceeded"
_LOCKED = "Heuristics.Encrypted"
_SLOW = mark("no answer in time")


class BadPlace(ValueError):
    """Neither the path of a socket nor HOST:PORT."""


@dataclass(frozen=True)
class Clamd:
    """``where`` is the path of a UNIX socket or HOST:PORT. ``seconds`` are for all of one message, and no
    more than ``most`` bytes go there at a time."""

    where: str
    seconds: float = 10.0
    most: int = 25_000_000


def place(where: str) -> str | tuple[str, int]:
    """As the system connects to it, or BadPlace."""
    if where.startswith("/"):
        return where
    host, _, port = where.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or "/" in host or not (port.isascii() and port.isdecimal()) or not 0 < int(port) < 65_536:
        raise BadPlace(where)
    return host, int(port)


class _Broken(Exception):
    """It could not be asked, or what it said is no verdict."""

    def __init__(self, state: str, why: str) -> None:
        super().__init__(why)
        self.scan = Scan(state, why)


class Scanner:
    """Asks one clamd; safe to share between threads."""

    def __init__(self, clamd: Clamd) -> None:
        self._clamd, self._place = clamd, place(clamd.where)
        self._lock = threading.Lock()
        self._n_slow, self._rests_until = 0, 0.0

    def scan(self, raw: bytes, pieces: Iterable[tuple[str, bytes]] = ()) -> Scan:
        """What it says of a message and its attachments (name and content); the first find ends it."""
        if time.monotonic() < self._rests_until:
            return Scan("slow", _SLOW)
        ends_at = time.monotonic() + self._clamd.seconds
        large = Scan()
        try:
            for name, data in (*list(pieces)[:_MOST_PIECES], ("", raw)):
                found = self._one(name, data, ends_at)
                if found.viruses:
                    return found
                large = found if found.state == "large" else large
        except _Broken as broken:
            self._note(is_slow=broken.scan.state == "slow")
            return broken.scan
        self._note(is_slow=False)
        return large if large.state else Scan("clean")

    def _note(self, *, is_slow: bool) -> None:
        """Count, and leave it alone for a while where it kept us waiting again and again."""
        with self._lock:
            self._n_slow = self._n_slow + 1 if is_slow else 0
            if self._n_slow >= _SLOW_IN_A_ROW:
                self._rests_until = time.monotonic() + _REST

    def _one(self, name: str, data: bytes, ends_at: float) -> Scan:
        if not data:
            return Scan("clean")
        if len(data) > self._clamd.most:
            return Scan("large", mark("larger than --clamd-most"))
        try:
            said = self._asked(data if name else _BEGINS + data, ends_at)
        except TimeoutError as error:
            raise _Broken("slow", _SLOW) from error
        except OSError as error:
            raise _Broken("down", error.strerror or str(error)) from error
        return _read(said, name)

    def _asked(self, data: bytes, ends_at: float) -> bytes:
        """What it answers; TimeoutError and OSError where it doesn't."""
        with self._connected(ends_at) as line:
            try:
                line.sendall(b"zINSTREAM\0")
                for start in range(0, len(data), _CHUNK):
                    line.settimeout(_left(ends_at))
                    chunk = data[start : start + _CHUNK]
                    line.sendall(_LENGTH.pack(len(chunk)) + chunk)
                line.sendall(_LENGTH.pack(0))
            except TimeoutError:
                raise
            except OSError:
                pass  # it has said already why it wants no more of it, or is gone
            return _answer(line, ends_at)

    def _connected(self, ends_at: float) -> socket.socket:
        if isinstance(self._place, tuple):
            return socket.create_connection(self._place, _left(ends_at))
        line = socket.socket(socket.AF_UNIX)
        try:
            line.settimeout(_left(ends_at))
            line.connect(self._place)
        except BaseException:
            line.close()
            raise
        return line


def _left(ends_at: float) -> float:
    left = ends_at - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _answer(line: socket.socket, ends_at: float) -> bytes:
    said = b""
    while b"\0" not in said and len(said) < _MOST_ANSWER:
        line.settimeout(_left(ends_at))
        more = line.recv(_MOST_ANSWER)
        if not more:
            break
        said += more
    if not said:
        raise ConnectionError(mark("the connection was closed without an answer"))
    return said.partition(b"\0")[0]


def _read(said: bytes, name: str) -> Scan:
    text = "".join(each if each.isprintable() else "?" for each in said.decode("utf-8", "replace").strip())
    if "size limit exceeded" in text:
        return Scan("large", mark("larger than its StreamMaxLength"))
    found = _ANSWER.fullmatch(text)
    if found is None:
        raise _Broken("failed", text[:_LONGEST])
    virus = found["virus"] or ""
    if virus.startswith(_LIMITS):
        return Scan("large", virus[:_LONGEST])
    if not virus or virus.startswith(_LOCKED):
        return Scan("clean")
    return Scan("found", viruses=(Virus(virus[:_LONGEST], name),))
