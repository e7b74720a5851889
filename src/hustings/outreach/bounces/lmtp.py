"""Bounces straight from the mail server, by LMTP (RFC 2033): no mailbox in between.

Many connections, one writer: what has come meanwhile is one transaction, and each message is answered for
once it is committed. So whatever happens to us, the mail server keeps what was not acted on.
"""

import asyncio
import contextlib
import logging
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from aiosmtpd.lmtp import LMTP
from django.conf import settings
from django.db import Error, close_old_connections

from hustings.outreach.bounces import incoming, intake
from hustings.outreach.bounces.incoming import Letter
from hustings.outreach.bounces.parsers import messages
from hustings.outreach.bounces.reports import Kind, Report
from hustings.outreach.delivery import return_paths

log = logging.getLogger(__name__)

SIZE = 10_000_000  # bytes of a message that are taken at all
FEEDBACK = "feedback"  # of a whole domain that is ours: whom complaints go to
_AT_ONCE = 200
_PATIENCE = 60  # seconds of silence on a connection
_READ = "250 2.6.0 Read"
_LATER = "451 4.3.0 Try again later"
_UNKNOWN = "550 5.1.1 There is no such mailbox"
_NOT_FOR_US = "554 5.6.0 Only reports about letters are read here"
_ONE_AT_A_TIME = "452 4.5.3 One recipient at a time"


@dataclass(frozen=True, slots=True)
class _Come:
    what: Report | Letter
    done: asyncio.Future[bool]


class Receiver:
    def __init__(self) -> None:
        self._waiting: asyncio.Queue[_Come] = asyncio.Queue(_AT_ONCE * 5)
        self._thread = ThreadPoolExecutor(1)

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take what names a letter of ours or an app above, and complaints; nobody else has a mailbox."""
        if envelope.rcpt_tos:  # LMTP answers for each: with one there is one answer
            return _ONE_AT_A_TIME
        is_ours = return_paths.found_in([address]) is not None or incoming.to(address) is not None
        if not is_ours and not is_for_complaints(address):
            return _UNKNOWN
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        raw, recipient = envelope.original_content or b"", envelope.rcpt_tos[0]
        if letter := incoming.to(recipient, raw):
            return await self._put(letter)
        report = messages.read(raw, recipient)
        if report.kind == Kind.OTHER:
            return _NOT_FOR_US
        return await self._put(report) if report.counts else _READ

    async def _put(self, what: Report | Letter) -> str:
        """The answer once it is committed."""
        come = _Come(what, asyncio.get_running_loop().create_future())
        await self._waiting.put(come)
        return _READ if await come.done else _LATER

    async def write(self) -> None:
        """Commit what has come, all at once, for as long as the process lives."""
        loop = asyncio.get_running_loop()
        while True:
            some = [await self._waiting.get()]
            while len(some) < _AT_ONCE and not self._waiting.empty():
                some.append(self._waiting.get_nowait())
            whats = [come.what for come in some]
            is_done = await loop.run_in_executor(self._thread, _take_in, whats)
            for come in some:
                if not come.done.done():
                    come.done.set_result(is_done)


def is_for_complaints(address: str) -> bool:
    """The address of a feedback loop: the bounces' own without a name, or one of our domain."""
    local = settings.BOUNCE_LOCAL or FEEDBACK
    return bool(settings.BOUNCE_DOMAIN) and address.lower() == f"{local}@{settings.BOUNCE_DOMAIN}"


def _take_in(whats: list[Report | Letter]) -> bool:
    close_old_connections()
    try:
        incoming.take_in(each for each in whats if isinstance(each, Letter))
        intake.take_in((each for each in whats if isinstance(each, Report)), "lmtp")
    except Error as error:
        log.warning("%d messages were put off: %s", len(whats), type(error).__name__)
        return False
    return True


async def serve(host: str, port: int, end: asyncio.Event, *, ready: asyncio.Event | None = None) -> None:
    """Take messages until ``end`` is set; what has come is finished."""
    loop, receiver = asyncio.get_running_loop(), Receiver()
    writer = loop.create_task(receiver.write())

    def greet() -> LMTP:
        return LMTP(
            receiver, hostname="lmtp.localhost", ident="Hustings", data_size_limit=SIZE, timeout=_PATIENCE,
            enable_SMTPUTF8=True, loop=loop,
        )  # fmt: skip

    server = await loop.create_server(greet, host, port)
    if ready:
        ready.set()
    try:
        await end.wait()
    finally:
        server.close()
        writer.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await writer


def receive(host: str, port: int) -> None:
    """Take messages until told to end (SIGINT or SIGTERM)."""

    async def run() -> None:
        end = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, end.set)
        await serve(host, port, end)

    asyncio.run(run())
