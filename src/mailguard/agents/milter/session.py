"""A conversation with a mail server: bytes in, answers and whole messages out. No network, no clock.

Any number of messages come, a packet for each part, and each may be broken off.
"""

from collections.abc import Iterator

from mailguard.agents.milter import protocol
from mailguard.agents.milter.message import Client, Letter
from mailguard.agents.milter.protocol import BadPacket

_FAMILIES = b"46LU"


class Session:
    """One connection. ``feed`` gives bytes to send, and a ``Letter`` where the server waits for its fate;
    then ``feed`` must not be called again before that was sent."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._packets = protocol.Packets()
        self._client = Client()
        self._letter: Letter | None = None
        self._macros: dict[bytes, dict[str, str]] = {}
        self._steps = 0
        self._is_agreed = False
        self.actions = 0
        self.is_judged = False  # a message is with those who judge
        self.has_ended = False

    @property
    def is_under_way(self) -> bool:
        """A message has begun, and the server hasn't heard of its fate."""
        return self.is_judged or self._letter is not None

    def drop(self) -> None:
        """Keep no more of the message: there is no room for it."""
        if self._letter:
            self._letter.drop()

    @property
    def size(self) -> int:
        return self._letter.size if self._letter else 0

    def feed(self, data: bytes) -> Iterator[bytes | Letter]:
        """What to send, and each message that is complete; BadPacket where the other side isn't a mail
        server."""
        for letter, content in self._packets.feed(data):
            if self.has_ended:
                return
            if not self._is_agreed and letter != b"O":
                raise BadPacket("nothing was agreed on")
            if letter == b"E":
                yield self._finished(content)
            elif answer := self._heard(letter, content):
                yield answer

    def _heard(self, letter: bytes, content: bytes) -> bytes:
        """Note what a packet tells; the answer to it, if it wants any."""
        if letter == b"O":
            answer, self.actions, self._steps = protocol.accept_offer(*protocol.read_offer(content))
            self._is_agreed = True
            return answer
        if letter == b"D":
            self._note_macros(content)
            return b""
        if letter in b"AKQ":
            self._leave(letter)
            return b""
        if letter not in protocol.SILENT:
            raise BadPacket(f"an unknown packet {letter!r}")
        self._note(letter, content)
        return b"" if self._steps & protocol.SILENT[letter] else protocol.CONTINUE

    def _leave(self, letter: bytes) -> None:
        """The message is broken off, and with it (K) the client goes, or (Q) the server."""
        self._letter = None
        if letter == b"K":
            self._client, self._macros = Client(), {}
        self.has_ended = letter == b"Q"

    def _note(self, letter: bytes, content: bytes) -> None:
        if letter == b"C":
            self._letter = None
            self._client = _client(content)
        elif letter == b"H":
            self._client.helo = _text(content.partition(b"\0")[0])
        elif letter == b"M":
            self._begin(content)
        elif letter in b"RLB":
            self._add(letter, content)

    def _begin(self, content: bytes) -> None:
        """A sender: the next message begins."""
        for each in (b"R", b"T", b"L", b"N", b"B", b"E"):
            self._macros.pop(each, None)
        self._letter = Letter(
            self._client,
            self._most,
            mail_from=_address(content),
            has_spaces=bool(self._steps & protocol.LEADING_SPACE),
        )

    def _add(self, letter: bytes, content: bytes) -> None:
        if self._letter is None:
            raise BadPacket("a part of a message that has no sender")
        if letter == b"R":
            self._letter.add_recipient(_address(content))
        elif letter == b"B":
            self._letter.add_body(content)
        else:
            name, has_value, value = content.removesuffix(b"\0").partition(b"\0")
            if not name or not has_value:
                raise BadPacket("a header without a name")
            self._letter.add_header(name, value)

    def _finished(self, content: bytes) -> Letter:
        if self._letter is None:
            raise BadPacket("the end of a message that has no sender")
        letter, self._letter = self._letter, None
        if content:
            letter.add_body(content)
        for each in self._macros.values():
            letter.macros.update(each)
        return letter

    def _note_macros(self, content: bytes) -> None:
        pairs = protocol.words(content[1:])
        names = (_text(each).removeprefix("{").removesuffix("}") for each in pairs[::2])
        self._macros[content[:1]] = dict(zip(names, map(_text, pairs[1::2]), strict=False))


def _client(content: bytes) -> Client:
    name, _, rest = content.partition(b"\0")
    family = rest[:1]
    if not family or family not in _FAMILIES:
        raise BadPacket("a client of an unknown kind")
    ip = rest[3:].partition(b"\0")[0] if family in b"46" else b""
    told = _text(name)
    return Client(
        "" if told.startswith("[") or told == "unknown" else told,
        _text(ip).removeprefix("IPv6:").strip("[]"),
    )


def _address(content: bytes) -> str:
    return _text(content.partition(b"\0")[0]).strip().removeprefix("<").removesuffix(">")


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
