"""One process that answers: asyncio reads and writes, threads judge."""

import asyncio
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from mailguard import mailboxes
from mailguard.agents.http import answers, requests
from mailguard.agents.http.requests import Head, Refusal
from mailguard.agents.processes import supervisor
from mailguard.agents.processes.operator_log import ScannerNews, log, say, weight
from mailguard.engine import Engine
from mailguard.facts import Envelope
from mailguard.i18n import mark

_BUSY = mark("The server is busy; try again in a moment.")
_STAYS = 60.0  # seconds that a silent connection is kept
_GRACE = 20.0  # seconds for what is in hand when we are told to end
_MOST_CONNECTIONS = 256
_WEIGHED_EVERY = 50  # checks
_BEAT = 5.0  # seconds


@dataclass(frozen=True, slots=True)
class Limits:
    """``size`` bytes a message, ``slots`` in hand, ``threads`` judging, ``memory`` before replacement."""

    size: int = 50_000_000
    slots: int = 32
    threads: int = 2
    memory: int = 400_000_000


class Worker:
    """Answers on ``listener`` until it is told to end, its parent dies, or it has grown too big."""

    def __init__(self, engine: Engine, limits: Limits, token: str = "", language: str = "en") -> None:
        self._engine, self._limits = engine, limits
        self._token, self._language = token, language
        self._room = requests.Room(3 * limits.size)
        self._judges = ThreadPoolExecutor(limits.threads, thread_name_prefix="judge")
        self._in_hand = self._n_judged = 0
        self._scanner = ScannerNews(lambda told: say(told.say(language)))
        self._connections: set[asyncio.Task[None]] = set()
        self._idle: set[asyncio.Task[None]] = set()
        self._ends = asyncio.Event()

    async def run(self, listener: socket.socket) -> None:
        """Until SIGTERM, which comes when our parent ends, too."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self._ends.set)
        self._beat()
        server = await asyncio.start_server(self._connected, sock=listener, limit=requests.MOST_HEAD)
        await self._ends.wait()
        server.close()
        for task in self._idle:
            task.cancel()
        if self._connections:
            await asyncio.wait(self._connections, timeout=_GRACE)
        self._judges.shutdown(wait=False, cancel_futures=True)

    def _beat(self) -> None:
        """Give a sign of life, now and then."""
        supervisor.beat()
        asyncio.get_running_loop().call_later(_BEAT, self._beat)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._connections.add(task)
        try:
            if len(self._connections) > _MOST_CONNECTIONS:
                writer.write(answers.refusal(Refusal(503, _BUSY), self._language))
            else:
                while await self._one(reader, writer, task) and not self._ends.is_set():
                    pass
            with suppress(TimeoutError):
                async with asyncio.timeout(10):
                    await writer.drain()
        except (OSError, asyncio.CancelledError):
            pass  # it has gone, or we go
        finally:
            self._connections.discard(task)
            writer.close()

    async def _one(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, task: asyncio.Task[None]
    ) -> bool:
        """One request and its answer; whether another may follow."""
        words = self._language
        started = time.perf_counter()
        try:
            self._idle.add(task)
            head = await requests.read_head(reader, _STAYS)
            self._idle.discard(task)
            started = time.perf_counter()
            if head is None:
                return False
            words = answers.language(head, self._language)
            answer, stays, told = await self._answer(head, reader, writer, words)
        except Refusal as refused:
            answer, stays, told = answers.refusal(refused, words), False, f"{'-' * 16} {refused.status}"
        finally:
            self._idle.discard(task)
        if told:
            log(f"{told} {(time.perf_counter() - started) * 1e3:.1f} ms")
        writer.write(answer)
        async with asyncio.timeout(30):
            await writer.drain()
        return stays

    async def _answer(
        self, head: Head, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, words: str
    ) -> tuple[bytes, bool, str]:
        stays = head.stays and not self._ends.is_set()
        path = head.path.partition("?")[0]
        if path == "/health" and head.method == "GET":
            stays = stays and not _has_body(head)
            return answers.response(200, {"status": "ok"}, stays=stays), stays, ""
        if path not in {"/health", "/check"}:
            raise Refusal(404, mark("Nothing here; send messages to /check."))
        if path == "/health" or head.method != "POST":
            raise Refusal(405, mark("Messages are sent to /check by POST, /health is read by GET."))
        if not answers.is_allowed(head, self._token):
            raise Refusal(401, mark("The token is missing or wrong."))
        if head.value("content-encoding").lower() not in {"", "identity"}:
            raise Refusal(415, mark("Send the message as it is, without Content-Encoding."))
        answer, told = await self._checked(head, reader, writer, words, stays)
        self._weigh()
        return answer, stays, told

    async def _checked(
        self,
        head: Head,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        words: str,
        stays: bool,
    ) -> tuple[bytes, str]:
        """Read the message and have it judged: the answer, and what the log says."""
        n = requests.length(head, self._limits.size)
        envelope = answers.envelope(head)
        if "100-continue" in head.value("expect").lower():
            writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        raw = await requests.read_body(reader, n, self._limits.size, self._room)
        try:
            if mailboxes.is_junk(raw):
                raise Refusal(400, mark("This isn't a message."))
            if self._in_hand >= self._limits.slots:
                refused = Refusal(503, _BUSY)
                return answers.refusal(refused, words, stays=stays), f"{'-' * 16} 503"
            self._in_hand += 1
            try:
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._judges, self._judge, raw, envelope, words, stays)
            finally:
                self._in_hand -= 1
        finally:
            self._room.give(len(raw))

    def _judge(self, raw: bytes, envelope: Envelope, words: str, stays: bool) -> tuple[bytes, str]:
        """In a thread: the answer and what the log says."""
        try:
            verdict = self._engine.analyse(raw, envelope)
        except Exception as error:  # a mistake of ours must not end the connection without a word
            log(f"{'-' * 16} {type(error).__name__}")
            refused = Refusal(500, mark("The engine failed"))
            return answers.refusal(refused, words, stays=stays), f"{'-' * 16} 500"
        self._scanner.heard(verdict.facts.scan)
        told = f"{answers.mark_of(verdict.facts.message_id)} {verdict.action.word}"
        return answers.response(200, answers.verdict(verdict, words), stays=stays), told

    def _weigh(self) -> None:
        """End, to be replaced by a fresh process, when this one has grown too much."""
        self._n_judged += 1
        if self._n_judged % _WEIGHED_EVERY == 0 and weight() > self._limits.memory:
            self._ends.set()


def _has_body(head: Head) -> bool:
    return head.is_chunked or head.value("content-length") not in {"", "0"}
