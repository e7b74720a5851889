"""An SMTP server for tests, in a thread of its own: ``with running(log, words) as port``.

Each message that it takes is a line of the log (its id, recipient, sender), written before the answer
leaves. Words change its ways:
``plain`` offers no extensions, ``full=N`` has no room after N messages, ``slow`` waits before each answer,
``moody=N`` has no room or is about to go down N times of a hundred, and half of these times hangs up.
What recipients are called decides too: ``refuse…`` is unknown, ``later…`` put off, ``stop…`` slows all
down, ``spam…`` is refused after the contents, ``cut…`` has the connection end in place of the last answer,
``wide…`` gets long replies.
"""

import asyncio
import os
import random
import re
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

_ID = re.compile(rb"^Message-ID: (\S+)", re.M | re.I)


class Sink:
    def __init__(self, log: str, words: list[str]) -> None:
        self.log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self.is_plain, self.is_slow = "plain" in words, "slow" in words
        of = {word.partition("=")[0]: int(word.partition("=")[2]) for word in words if "=" in word}
        self.room, self.moody = of.get("full", sys.maxsize), of.get("moody", 0)
        self.n_taken, self.dice = 0, random.Random(8)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self.talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def talk(self, reader, writer):  # type: ignore[no-untyped-def] # noqa: C901
        def say(text: str) -> None:
            writer.write(text.encode() + b"\r\n")

        say("220 sink")
        sender, recipient = None, ""
        while line := await reader.readline():
            word = line.strip().upper()
            if word.startswith(b"EHLO"):
                say(
                    "250 sink"
                    if self.is_plain
                    else "250-sink\r\n250-PIPELINING\r\n250-SIZE 100000\r\n250 8BITMIME"
                )
            elif word.startswith(b"MAIL"):
                if sender is not None:
                    say("503 nested MAIL")
                else:
                    sender = line
                    say("550 who are you?" if b"FROM:<BAD" in word else "250 ok")
            elif word.startswith(b"RCPT"):
                recipient = line.decode().partition("<")[2].partition(">")[0]
                code = {
                    "refuse": "550 5.1.1 nobody of that name", "later": "450 4.2.1 mailbox busy",
                    "stop": "451 4.7.1 slow down",
                }  # fmt: skip
                refusal = next((text for name, text in code.items() if recipient.startswith(name)), "")
                say(refusal or ("250-a\r\n250 b" if recipient.startswith("wide") else "250 ok"))
                recipient = "" if refusal else recipient
            elif word == b"DATA":
                if not recipient:
                    say("503 no recipient")
                else:
                    say("354 go on")
                    if not await self.take(reader, writer, say, recipient, sender):
                        return
                    sender, recipient = None, ""
            elif word == b"RSET":
                sender, recipient = None, ""
                say("250 ok")
            elif word == b"QUIT":
                say("221 bye")
                return
            else:
                say("500 what?")
            if not reader._buffer:  # type: ignore[attr-defined] # answers of one group leave together
                await writer.drain()

    async def take(self, reader, writer, say, recipient, sender):  # type: ignore[no-untyped-def]
        lines = []
        while (line := await reader.readuntil(b"\n")) != b".\r\n":
            lines.append(line[1:] if line.startswith(b".") else line)
        contents = b"".join(lines)
        if self.n_taken >= self.room:
            say("452 4.3.1 no room")
            return True
        self.n_taken += 1
        if self.moody and self.dice.random() < self.moody / 100:
            say(self.dice.choice(["452 4.3.1 no room", "421 4.3.2 going down"]))
            return self.dice.random() < 0.5
        if recipient.startswith("spam"):
            say("554 5.7.1 we do not like it")
            return True
        if self.is_slow:
            await asyncio.sleep(0.02)
        found = _ID.search(contents)
        sender = sender.partition(b"<")[2].partition(b">")[0]
        os.write(self.log, b"%s %s %s\n" % (found[1] if found else b"?", recipient.encode(), sender))
        if recipient.startswith("cut"):
            return False
        say("250 2.0.0 taken")
        return True


@contextmanager
def running(log: Path, words: Iterable[str]) -> Iterator[int]:
    """Serve in a thread of its own; the port."""
    log.touch()
    sink, loop = Sink(str(log), list(words)), asyncio.new_event_loop()
    starting = asyncio.start_server(sink.serve, "127.0.0.1", 0, limit=2**20, backlog=1000)
    server = loop.run_until_complete(starting)
    thread = threading.Thread(target=loop.run_forever, name="sink", daemon=True)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        loop.run_until_complete(_hang_up(loop))
        loop.close()
        os.close(sink.log)


async def _hang_up(loop: asyncio.AbstractEventLoop) -> None:
    talks = asyncio.all_tasks(loop) - {asyncio.current_task()}
    for each in talks:
        each.cancel()
    await asyncio.gather(*talks, return_exceptions=True)
    await asyncio.sleep(0)  # in which the lines close
