"""One message as it comes by the protocol, piece by piece."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from mailguard.authentication import results
from mailguard.facts import Envelope

VERDICT, WHY, RELEASED = "X-Mailguard", "X-Mailguard-Why", "X-Mailguard-Released"
_OURS = re.compile(rb"x-mailguard(?:-[!-9;-~]*)?", re.IGNORECASE)
_RESULTS = b"authentication-results"
_MOST_HEADERS = 10_000
_MOST_OURS = 20_000  # those that must go are known beyond the others
_LONGEST = 10_000  # bytes of such a one
_MOST_RECIPIENTS = 10_000
_LINE_END = re.compile(rb"\r?\n")


@dataclass
class Client:
    """Who is connected, as the server told; it stays for all messages of a connection."""

    name: str = ""
    ip: str = ""
    helo: str = ""


@dataclass
class Letter:
    """A message in the making. ``most`` bytes are kept; ``is_cut`` says that there was more of it,
    ``is_addressed`` that all recipients are known. What isn't whole is never held in place of the whole."""

    client: Client
    most: int
    mail_from: str = ""
    rcpt_to: list[str] = field(default_factory=list)
    has_spaces: bool = False  # values of headers come with what stands before them
    macros: dict[str, str] = field(default_factory=dict)
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    pieces: list[bytes] = field(default_factory=list)
    size: int = 0
    is_cut: bool = False
    is_addressed: bool = True
    is_dropped: bool = False

    def drop(self) -> None:
        self.is_dropped, self.most, self.size = True, 0, 0
        self.pieces.clear()

    def add_recipient(self, address: str) -> None:
        if len(self.rcpt_to) < _MOST_RECIPIENTS:
            self.rcpt_to.append(address)
        else:
            self.is_addressed = False

    def add_header(self, name: bytes, value: bytes) -> None:
        """The next header. Beyond the bounds only those are known that may have to go."""
        size = len(name) + len(value)
        if len(self.headers) < _MOST_HEADERS and self.size + size <= self.most:
            self.headers.append((name, value))
            self._grow(size)
            return
        self.is_cut = True
        lower = name.lower().strip()
        if len(self.headers) < _MOST_OURS and (lower == _RESULTS or _OURS.fullmatch(lower)):
            self.headers.append((name, value[:_LONGEST]))
            self._grow(len(name) + len(value[:_LONGEST]))

    def add_body(self, data: bytes) -> None:
        """The next bytes of the body."""
        room = self.most - self.size
        if len(data) > room:
            self.is_cut = True
            data = data[: max(room, 0)]
        if data:
            self.pieces.append(data)
            self._grow(len(data))

    def _grow(self, n: int) -> None:
        self.size += n

    @property
    def is_whole(self) -> bool:
        return not self.is_cut and self.is_addressed

    @property
    def body(self) -> bytes:
        return b"".join(self.pieces)

    def raw(self) -> bytes:
        """The message as it came (RFC 5322 bytes), as far as the server tells."""
        between = b":" if self.has_spaces else b": "
        head = [name + between + _LINE_END.sub(b"\r\n", value) + b"\r\n" for name, value in self.headers]
        return b"".join([*head, b"\r\n", *self.pieces])

    @property
    def is_outgoing(self) -> bool:
        return bool(self.macros.get("auth_authen") or self.macros.get("auth_type"))

    @property
    def queue_id(self) -> str:
        return self.macros.get("i", "")

    def envelope(self, receiver: str = "") -> Envelope:
        return Envelope(
            mail_from=self.mail_from,
            rcpt_to=tuple(self.rcpt_to),
            client_ip=self.client.ip,
            client_name=self.client.name,
            helo=self.client.helo,
            receiver=receiver or self.macros.get("j", ""),
            received_at=datetime.now(UTC),
            is_outgoing=self.is_outgoing,
        )

    def first(self, name: bytes) -> bytes:
        """The value of the first header of this name (lower case), unfolded."""
        found = next((value for each, value in self.headers if each.lower() == name), b"")
        return _LINE_END.sub(b"", found).strip()

    def has(self, name: bytes) -> bool:
        """Whether there is a header of this name (lower case)."""
        return any(each.lower() == name for each, _ in self.headers)

    def forged(self, server: str) -> list[tuple[int, bytes]]:
        """Headers that only we write, or that claim to be the results of ``server`` (RFC 8601 5); each with
        its number among those of its name, the last ones first. "" leaves results alone."""
        return [
            (n, name)
            for n, name, value in self.numbered()
            if _OURS.fullmatch(lower := name.lower().strip())
            or (lower == _RESULTS and server and _claims(value, server))
        ]

    def numbered(self) -> list[tuple[int, bytes, bytes]]:
        """Each header with its number among those of its name, the last ones first: so they may be removed
        one by one."""
        counts: dict[bytes, int] = {}
        found = []
        for name, value in self.headers:
            lower = name.lower()
            counts[lower] = counts.get(lower, 0) + 1
            found.append((counts[lower], name, value))
        return found[::-1]


def _claims(value: bytes, server: str) -> bool:
    """Whether the results say that they are this server's; what can't be read does, too."""
    text = _LINE_END.sub(b" ", value).decode("latin-1")
    told = results.read(text).server
    return told in {server.lower(), ""}
