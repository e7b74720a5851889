"""One process of the server."""

import asyncio
import os
import signal
import socket

from mailguard import Engine
from mailguard.agents.http.worker import Limits, Worker
from tests.cast.mailguard.letters import NOTE

CHECK = b"POST /check HTTP/1.1\r\nContent-Length: %d\r\n\r\n%s" % (len(NOTE), NOTE)


async def _asked(limits, n):
    """The answers to ``n`` checks on one connection; ends when the worker has ended."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setblocking(False)
    running = asyncio.create_task(Worker(Engine(), limits).run(listener))
    reader, writer = await asyncio.open_connection(*listener.getsockname())
    writer.write(CHECK * n)
    received = b""
    async with asyncio.timeout(60):
        while received.count(b"HTTP/1.1 200 OK") < n and (piece := await reader.read(65_536)):
            received += piece
        if limits.memory > 1:
            os.kill(os.getpid(), signal.SIGTERM)  # as when our parent dies
        await running
    writer.close()
    return received.count(b"HTTP/1.1 200 OK")


def test_it_ends_after_an_answer_when_it_has_grown_beyond_its_memory():
    assert asyncio.run(_asked(Limits(memory=1), 60)) == 50


def test_it_goes_on_within_its_memory_until_its_parent_dies():
    assert asyncio.run(_asked(Limits(memory=10_000_000_000), 60)) == 60
