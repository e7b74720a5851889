"""Objects between our own processes: a length and a pickle, over a pair of sockets that nobody else has."""

import asyncio
import pickle
import socket
import struct
from typing import Any

_LENGTH = struct.Struct("!Q")


def packed(thing: object) -> bytes:
    data = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(data)) + data


async def read(reader: asyncio.StreamReader) -> Any:
    """The next object; EOFError where the other end is gone."""
    try:
        (length,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
        return pickle.loads(await reader.readexactly(length))  # noqa: S301 - our own process wrote it
    except (asyncio.IncompleteReadError, OSError) as error:
        raise EOFError from error


async def read_from(end: socket.socket) -> Any:
    """The next object from a socket that doesn't block; nothing after it is read."""
    loop = asyncio.get_running_loop()

    async def exactly(n: int) -> bytes:
        data = b""
        while len(data) < n:
            if not (more := await loop.sock_recv(end, n - len(data))):
                raise EOFError
            data += more
        return data

    (length,) = _LENGTH.unpack(await exactly(_LENGTH.size))
    return pickle.loads(await exactly(length))  # noqa: S301 - our own process wrote it


def receive(end: socket.socket) -> Any:
    """The next object, waiting for it; EOFError where the other end is gone."""
    (length,) = _LENGTH.unpack(_exactly(end, _LENGTH.size))
    return pickle.loads(_exactly(end, length))  # noqa: S301 - our own process wrote it


def _exactly(end: socket.socket, n: int) -> bytes:
    data = bytearray(n)
    view, got = memoryview(data), 0
    while got < n:
        try:
            more = end.recv_into(view[got:])
        except OSError as error:
            raise EOFError from error
        if not more:
            raise EOFError
        got += more
    return bytes(data)
