"""An SMTP client for many letters: kept connections and pipelined commands. No Django.

RFC 5321, 1870 (SIZE), 2920 (PIPELINING), 3207 (STARTTLS), 4954 (AUTH), 6152 (8BITMIME), 6531 (SMTPUTF8).
``offer(envelope)`` announces; once ``is_ready``, its owner writes down that it leaves; ``go()`` sends the
contents and the next envelope. So at most one letter per connection is in doubt.
"""

import asyncio
import re
import ssl
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

_PATIENCE = 300.0  # RFC 5321, 4.5.3.2: five minutes for most commands
_PATIENCE_FOR_DOT = 600.0  # … and ten for the final dot
_LONGEST_REPLY = 64 * 1024

LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
Stage = Literal["mail", "rcpt", "data", "dot", "here"]


class Trouble(Exception):
    """The server can't be spoken to: unreachable, unwilling or not trusted."""


@dataclass(frozen=True, slots=True)
class Server:
    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: Literal["", "start", "implicit"] = ""
    name: str = "localhost"  # how we introduce ourselves

    @property
    def is_local(self) -> bool:
        """Whether it is this machine, so that nobody can listen."""
        return self.host in LOCAL


@dataclass(slots=True)
class Envelope:
    """A letter to one recipient. ``contents``: lines ended by CRLF, dots doubled (see ``stuffed``)."""

    key: int
    sender: str
    recipient: str
    contents: bytes
    attempts: int = 0  # before this one
    road: str = ""  # whose pace it keeps: its owner's word


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said of one letter, and at which step (``here``: we did not even ask)."""

    envelope: Envelope
    stage: Stage
    code: int
    text: str

    @property
    def is_yes(self) -> bool:
        return self.stage == "dot" and 200 <= self.code < 300

    @property
    def is_later(self) -> bool:
        """Not now, but ask again."""
        return self.code < 500 and not self.is_yes

    def __str__(self) -> str:
        return f"{self.code} {self.text}".strip()


def stuffed(message: bytes) -> bytes:
    """Make ``message`` fit for the wire: CRLF line ends, a dot doubled at the start of a line."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", message)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", lines)


class Connection(asyncio.Protocol):
    """One kept connection. ``on_news`` is called with it whenever its owner has something to do."""

    def __init__(self, server: Server, on_news: Callable[["Connection"], None]) -> None:
        self.server = server
        self.on_news = on_news
        self.answers: list[Answer] = []
        self.offered: Envelope | None = None  # announced, contents still here
        self.on_wire: Envelope | None = None  # contents gone, no answer yet
        self.is_ready = False  # the server waits for the contents of ``offered``
        self.is_open = False
        self.lost: str | None = None  # why the connection ended
        self._offer: dict[str, str] = {}  # what the server said to EHLO
        self._due: deque[str] = deque()  # the commands whose replies are to come, in order
        self._refusal: tuple[Stage, int, str] | None = None
        self._must_reset = False
        self._buffer = b""
        self._text: list[str] = []
        self._replies: asyncio.Queue[tuple[int, list[str]]] | None = asyncio.Queue()  # while setting up
        self._transport: asyncio.Transport | None = None
        self._loop = asyncio.get_running_loop()
        self._since = self._loop.time()

    # --- What the owner calls ------------------------------------------------------------------
    @property
    def is_idle(self) -> bool:
        return self.is_open and self.offered is None and self.on_wire is None and not self._due

    def offer(self, envelope: Envelope) -> None:
        self._write(self._announce(envelope))

    def go(self, following: Envelope | None = None) -> None:
        assert self.is_ready and self.offered
        self.on_wire, self.offered, self.is_ready = self.offered, None, False
        self._due.append("dot")
        parts = [self.on_wire.contents, b".\r\n"]
        if following is not None:
            parts.append(self._announce(following))
        self._write(b"".join(parts))

    def check(self) -> None:
        patience = _PATIENCE_FOR_DOT if self.on_wire else _PATIENCE
        if self._due and self._loop.time() - self._since > patience:
            self.drop("The mail server does not answer")

    def quit(self) -> None:
        """Say good-bye and close, without waiting for the reply."""
        if self._transport and not self._transport.is_closing():
            if self.is_idle:
                self._transport.write(b"QUIT\r\n")
            self._transport.close()
        self.is_open = False

    def drop(self, why: str) -> None:
        """Close at once."""
        self.is_open = False
        if self.lost is None:
            self.lost = why
            self.on_news(self)
        self._hang_up()
        if self._transport:
            self._transport.abort()

    # --- What asyncio calls --------------------------------------------------------------------
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._since = self._loop.time()
        *lines, self._buffer = (self._buffer + data).split(b"\n")
        if len(self._buffer) > _LONGEST_REPLY or len(self._text) > 1000:
            self.drop("The mail server's reply has no end")
            return
        had = len(self.answers), self.is_ready
        for line in lines:
            line = line.rstrip(b"\r")
            if not line[:3].isdigit():
                self.drop("The mail server does not speak SMTP")
                return
            self._text.append(line[4:].decode("utf-8", "replace"))
            if line[3:4] != b"-":
                text, self._text = self._text, []
                self._take(int(line[:3]), text)
        if (len(self.answers), self.is_ready) != had:
            self.on_news(self)

    def connection_lost(self, error: Exception | None) -> None:
        """Tell the owner; what was on the wire stays in ``on_wire``."""
        self.is_open = False
        if self.lost is None:
            self.lost = str(error or "The mail server closed the connection")
            self.on_news(self)
        self._hang_up()

    # --- Letters -------------------------------------------------------------------------------
    def _announce(self, envelope: Envelope) -> bytes:
        self.offered, self._refusal = envelope, None
        reset = [b"RSET\r\n"] if self._must_reset else []
        self._due.extend(["rset"] * len(reset))
        self._must_reset = False
        if unfit := self._unfit(envelope):
            self._refusal = ("here", 550, unfit)
            self._loop.call_soon(self._conclude)
            return b"".join(reset)
        if "PIPELINING" in self._offer:
            self._due.extend(["mail", "rcpt", "data"])
            return b"".join([*reset, self._mail(envelope), self._rcpt(envelope), b"DATA\r\n"])
        self._due.append("mail")
        return b"".join([*reset, self._mail(envelope)])

    def _unfit(self, envelope: Envelope) -> str:
        if "SMTPUTF8" not in self._offer and not (envelope.sender + envelope.recipient).isascii():
            return "The mail server takes no addresses with other letters than a to z"
        size = self._offer.get("SIZE", "")
        if size.isdigit() and 0 < int(size) < len(envelope.contents):
            return "The letter is larger than the mail server takes"
        return ""

    def _mail(self, envelope: Envelope) -> bytes:
        words = [f"MAIL FROM:<{envelope.sender}>"]
        if "SIZE" in self._offer:
            words.append(f"SIZE={len(envelope.contents)}")
        if "8BITMIME" in self._offer and not envelope.contents.isascii():
            words.append("BODY=8BITMIME")
        if not (envelope.sender + envelope.recipient).isascii():
            words.append("SMTPUTF8")
        return " ".join(words).encode() + b"\r\n"

    @staticmethod
    def _rcpt(envelope: Envelope) -> bytes:
        return f"RCPT TO:<{envelope.recipient}>\r\n".encode()

    def _take(self, code: int, text: list[str]) -> None:
        if self._replies is not None:
            self._replies.put_nowait((code, text))
            return
        if not self._due:
            self.drop(f"{code} {' '.join(text)}")  # such as 421: it is about to close
            return
        getattr(self, f"_on_{self._due.popleft()}")(code, " ".join(text))

    def _on_rset(self, code: int, text: str) -> None:
        pass

    def _on_mail(self, code: int, text: str) -> None:
        self._on_address("mail", code, text)

    def _on_rcpt(self, code: int, text: str) -> None:
        self._on_address("rcpt", code, text)

    def _on_address(self, stage: Literal["mail", "rcpt"], code: int, text: str) -> None:
        if not 200 <= code < 300:
            self._refusal = self._refusal or (stage, code, text)
        if "PIPELINING" in self._offer:
            return
        assert self.offered
        if self._refusal:
            self._conclude()
        elif stage == "mail":
            self._due.append("rcpt")
            self._write(self._rcpt(self.offered))
        else:
            self._due.append("data")
            self._write(b"DATA\r\n")

    def _on_data(self, code: int, text: str) -> None:
        if (
            code == 354 and self._refusal
        ):  # RFC 2920, 3.1: it waits for contents although nobody is to get them
            self._due.append("void")
            self._write(b".\r\n")
        elif code == 354:
            self.is_ready = True
        else:
            self._refusal = self._refusal or ("data", code, text)
            self._conclude()

    def _on_void(self, code: int, text: str) -> None:
        self._conclude()

    def _conclude(self) -> None:
        if self.offered and self._refusal:
            self.answers.append(Answer(self.offered, *self._refusal))
            self._must_reset = self._refusal[0] != "here" or self._must_reset
            self.offered = self._refusal = None
            self.on_news(self)

    def _on_dot(self, code: int, text: str) -> None:
        assert self.on_wire
        self.answers.append(Answer(self.on_wire, "dot", code, text))
        self.on_wire = None

    def _write(self, data: bytes) -> None:
        self._since = self._loop.time()
        if self._transport and data:
            self._transport.write(data)

    # --- Setting up: see dialling.py ------------------------------------------------------------
    async def ask(self, command: str = "") -> tuple[int, list[str]]:
        """Send one command and wait for its reply; an empty one waits for the greeting."""
        assert self._replies
        self._write(command.encode() + b"\r\n" if command else b"")
        code, text = await self._replies.get()
        if not code:
            raise Trouble(self.lost or "The mail server closed the connection")
        return code, text

    async def encrypt(self, context: ssl.SSLContext) -> None:
        """Go on under TLS; what came before it is not trusted."""
        assert self._transport and self._replies is not None
        if self._buffer or self._text or self._replies.qsize():
            raise Trouble("The mail server spoke out of turn before TLS: somebody may sit in between")
        self._transport = await self._loop.start_tls(
            self._transport, self, context, server_hostname=self.server.host
        )

    def open(self, words: dict[str, str]) -> None:
        """Set-up is over: letters may come. ``words`` are what the server offers."""
        self._offer, self._replies, self.is_open = words, None, self.lost is None

    def _hang_up(self) -> None:
        if self._replies is not None:
            self._replies.put_nowait((0, []))
