"""Many people sign at once: forms sent over kept connections, some of them twice, as by a double click."""

import asyncio
import time
from collections.abc import Callable, Iterable
from urllib.parse import urlencode

Answer = tuple[float, int]  # seconds, status
LOST = (OSError, asyncio.IncompleteReadError)


def request(path: str, form: dict[str, str], number: int) -> bytes:
    """A POST from a network of its own."""
    body = urlencode(form).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"X-Forwarded-For: 10.{number // 62_500 % 250}.{number // 250 % 250}.{number % 250}\r\n"
        "X-Forwarded-Proto: http\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def send(
    port: int,
    requests: Iterable[bytes],
    clients: int,
    *,
    tries: int = 1,
    each: Callable[[], None] = lambda: None,
) -> list[Answer]:
    """All of them by so many clients at once; who loses the connection sends the same form again."""
    waiting, answers = iter(requests), list[Answer]()

    async def client() -> None:
        line = await _open(port, tries)
        for one in waiting:
            began = time.perf_counter()
            for left in reversed(range(tries)):
                try:
                    status = await _ask(line, one)
                    break
                except LOST:
                    if not left:
                        raise
                    line = await _open(port, tries)
            answers.append((time.perf_counter() - began, status))
            each()
        line[1].close()

    await asyncio.gather(*(client() for _ in range(clients)))
    return answers


async def _open(port: int, tries: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    for left in reversed(range(tries)):
        try:
            return await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            if not left:
                raise
            await asyncio.sleep(0.1)
    raise AssertionError


async def _ask(line: tuple[asyncio.StreamReader, asyncio.StreamWriter], one: bytes) -> int:
    reader, writer = line
    writer.write(one)
    head = await reader.readuntil(b"\r\n\r\n")
    length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
    await reader.readexactly(int(length or 0))
    return int(head.split(b" ", 2)[1])
