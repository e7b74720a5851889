"""Packets of the milter protocol (versions 2 to 6, as libmilter of Sendmail 8.14 and Postfix speak it).

A length of four bytes, a letter, data; their meaning is in ``session``.
"""

import struct
from collections.abc import Iterable, Iterator

VERSION = 6
_OLDEST = 2
_LENGTH = struct.Struct("!I")
_THREE = struct.Struct("!III")
_MOST = 4 << 20  # bytes of a packet; servers send 64 KiB at a time, headers up to their own limit
_PIECE = 65_535  # bytes of a body that is replaced, a packet

# Actions that we may ask for, and steps of the protocol that we can do without.
ADD_HEADERS, CHANGE_BODY, CHANGE_HEADERS, QUARANTINE = 0x01, 0x02, 0x10, 0x20
WISHES = ADD_HEADERS | CHANGE_BODY | CHANGE_HEADERS | QUARANTINE
NEEDED = ADD_HEADERS | CHANGE_HEADERS
NO_UNKNOWN, NO_DATA, LEADING_SPACE = 0x100, 0x200, 0x100000
SILENT = {  # letters that need no answer, where the server lets us keep silent
    b"L": 0x80,
    b"C": 0x1000,
    b"H": 0x2000,
    b"M": 0x4000,
    b"R": 0x8000,
    b"T": 0x10000,
    b"U": 0x20000,
    b"N": 0x40000,
    b"B": 0x80000,
}
_STEPS = NO_UNKNOWN | NO_DATA | LEADING_SPACE | sum(SILENT.values())


class BadPacket(ValueError):
    """This isn't the milter protocol."""


class Packets:
    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The letter and the data of each packet that is whole; BadPacket where it can't be one."""
        waiting = self._waiting
        waiting += data
        start = 0
        try:
            while len(waiting) - start >= _LENGTH.size:
                (length,) = _LENGTH.unpack_from(waiting, start)
                if not 0 < length <= _MOST:
                    raise BadPacket(f"a packet of {length} bytes")
                end = start + _LENGTH.size + length
                if len(waiting) < end:
                    return
                first = start + _LENGTH.size
                start = end
                yield bytes(waiting[first : first + 1]), bytes(waiting[first + 1 : end])
        finally:
            del waiting[:start]


def packet(letter: bytes, data: bytes = b"") -> bytes:
    return _LENGTH.pack(1 + len(data)) + letter + data


def read_offer(data: bytes) -> tuple[int, int, int]:
    """Version, actions and steps that the server offers, or BadPacket."""
    if len(data) < _THREE.size:
        raise BadPacket("an offer that is too short")
    version, actions, steps = _THREE.unpack_from(data)
    if version < _OLDEST:
        raise BadPacket(f"version {version} of the protocol")
    if actions & NEEDED != NEEDED:
        raise BadPacket("a server that lets nobody change headers")
    return version, actions, steps


def accept_offer(version: int, actions: int, steps: int) -> tuple[bytes, int, int]:
    actions, steps = actions & WISHES, steps & _STEPS
    return packet(b"O", _THREE.pack(min(version, VERSION), actions, steps)), actions, steps


def words(data: bytes) -> list[bytes]:
    """The texts in a packet, each ended by a zero byte."""
    return data.removesuffix(b"\0").split(b"\0") if data else []


CONTINUE, ACCEPT, TEMPFAIL, DISCARD = packet(b"c"), packet(b"a"), packet(b"t"), packet(b"d")


def add_header(name: bytes, value: bytes) -> bytes:
    return packet(b"h", name + b"\0" + value + b"\0")


def insert_header(name: bytes, value: bytes) -> bytes:
    return packet(b"i", bytes(4) + name + b"\0" + value + b"\0")


def change_header(index: int, name: bytes, value: bytes) -> bytes:
    """Replace the header of this name that is the ``index``-th, from 1; without a value it goes."""
    return packet(b"m", _LENGTH.pack(index) + name + b"\0" + value + b"\0")


def replace_body(body: bytes) -> Iterable[bytes]:
    for start in range(0, max(len(body), 1), _PIECE):
        yield packet(b"b", body[start : start + _PIECE])


def quarantine(reason: str) -> bytes:
    return packet(b"q", _line(reason) + b"\0")


def answer(code: str, text: str) -> bytes:
    """Refuse with these words, such as "550 5.7.1" and a sentence in ASCII."""
    return packet(b"y", f"{code} ".encode() + _line(text) + b"\0")


def _line(text: str) -> bytes:
    """One line; Sendmail takes a percent sign for the beginning of a format."""
    return " ".join(text.replace("%", " ").split()).encode("ascii", "replace")[:400]
