"""Requests of HTTP/1.1 (RFC 9112), as strict as beside a mail server they should be: bounded, in time."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass

from mailguard.i18n import mark

MOST_HEAD = 65_536  # bytes of request line and headers
_SECONDS_HEAD = 10.0  # from the first byte to the blank line
_SECONDS_BODY = 10.0  # and what a slow line takes beside:
_SLOWEST = 50_000.0  # bytes a second
_START = re.compile(rb"([A-Z]{1,20}) ([!-~]{1,8000}) HTTP/1\.([01])")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*")


class Refusal(Exception):
    """A request that is answered with ``status`` and a sentence (English)."""

    def __init__(self, status: int, says: str) -> None:
        super().__init__(says)
        self.status, self.says = status, says


@dataclass(frozen=True, slots=True)
class Head:
    """``headers`` by their lower-case names, each with its values in order."""

    method: str
    path: str
    headers: Mapping[str, tuple[str, ...]]
    is_old: bool = False  # HTTP/1.0

    def value(self, name: str) -> str:
        return self.headers.get(name, ("",))[0]

    @property
    def stays(self) -> bool:
        wish = ",".join(self.headers.get("connection", ())).lower()
        return "keep-alive" in wish if self.is_old else "close" not in wish

    @property
    def is_chunked(self) -> bool:
        """The body comes in pieces whose sum isn't known."""
        return "transfer-encoding" in self.headers


class Room:
    def __init__(self, size: int) -> None:
        self._left = size

    def take(self, n: int) -> None:
        if n > self._left:
            raise Refusal(503, mark("The server is busy; try again in a moment."))
        self._left -= n

    def give(self, n: int) -> None:
        self._left += n


async def read_head(reader: asyncio.StreamReader, patience: float) -> Head | None:
    """The next request on a connection; None where none comes within ``patience`` seconds."""
    try:
        async with asyncio.timeout(patience):
            first = await reader.read(1)
        if not first:
            return None
    except TimeoutError:
        return None
    try:
        async with asyncio.timeout(_SECONDS_HEAD):
            block = first + await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError as error:
        raise Refusal(431, mark("The headers of the request are too long.")) from error
    except TimeoutError as error:
        raise Refusal(408, mark("The request took too long.")) from error
    except asyncio.IncompleteReadError:
        return None
    return _head(block[:-4])


def _head(block: bytes) -> Head:
    start, *lines = block.split(b"\r\n")
    if not (found := _START.fullmatch(start)):
        raise Refusal(400, mark("This isn't a request of HTTP/1.1."))
    headers: dict[str, tuple[str, ...]] = {}
    for line in lines:
        if not (field := _FIELD.fullmatch(line)):
            raise Refusal(400, mark("A header of the request is malformed."))
        name = field[1].decode("ascii").lower()
        headers[name] = (*headers.get(name, ()), _text(field[2]))
    if "transfer-encoding" in headers and "content-length" in headers:
        raise Refusal(400, mark("Its length is given twice."))
    return Head(found[1].decode("ascii"), found[2].decode("ascii"), headers, found[3] == b"0")


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def length(head: Head, limit: int) -> int | None:
    """Bytes of the body that will come, None where it comes in pieces; refuses what is too large."""
    if head.is_chunked:
        if [each.lower() for each in head.headers["transfer-encoding"]] != ["chunked"]:
            raise Refusal(501, mark("This transfer encoding isn't supported."))
        return None
    told = head.headers.get("content-length", ())
    if not told:
        raise Refusal(411, mark("The length of the message is missing."))
    if len(set(told)) > 1 or not re.fullmatch("[0-9]{1,18}", told[0]):
        raise Refusal(400, mark("The length of the message makes no sense."))
    if int(told[0]) > limit:
        raise Refusal(413, mark("The message is too large."))
    return int(told[0])


async def read_body(reader: asyncio.StreamReader, n: int | None, limit: int, room: Room) -> bytes:
    """The body; its room is taken (give it back) unless this raises."""
    taken = 0
    try:
        async with asyncio.timeout(_SECONDS_BODY + (limit if n is None else n) / _SLOWEST):
            if n is not None:
                room.take(n)
                taken = n
                return await reader.readexactly(n)
            pieces = []
            while size := await _piece_size(reader):
                if taken + size > limit:
                    raise Refusal(413, mark("The message is too large."))
                room.take(size)
                taken += size
                pieces.append(await reader.readexactly(size))
                if await reader.readexactly(2) != b"\r\n":
                    raise Refusal(400, mark("A piece of the message is malformed."))
            while (await reader.readline()).strip():
                pass  # trailers
            return b"".join(pieces)
    except BaseException as error:
        room.give(taken)
        if isinstance(error, TimeoutError):
            raise Refusal(408, mark("The request took too long.")) from error
        if isinstance(error, asyncio.IncompleteReadError):
            raise Refusal(400, mark("The message ended too early.")) from error
        raise


async def _piece_size(reader: asyncio.StreamReader) -> int:
    line = await reader.readline()
    digits = line.partition(b";")[0].strip()
    if not line.endswith(b"\n") or not re.fullmatch(rb"[0-9A-Fa-f]{1,12}", digits):
        raise Refusal(400, mark("A piece of the message is malformed."))
    return int(digits, 16)
