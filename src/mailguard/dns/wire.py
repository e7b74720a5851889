"""Questions and plain answers in the octets of RFC 1035 4, in a tenth of the time of a general library.

What is out of the ordinary (an answer cut off, a failure, names that need escapes, kinds of records not
listed here) isn't read: whoever asked turns to the general library then.
"""

import re
import socket
import struct
from collections.abc import Iterator

from mailguard.dns.answers import UNKNOWN, Answer

KINDS = {"A": 1, "NS": 2, "CNAME": 5, "PTR": 12, "MX": 15, "TXT": 16, "AAAA": 28}
MOST_ALIASES = 8
MOST_VALUES = 100
MOST_OCTETS = 16_384  # of one TXT record; no key, policy or list is longer
_CNAME, _SOA, _INTERNET = 5, 6, 1
_HEAD = struct.Struct("!6H")
_RECORD = struct.Struct("!HHIH")  # kind, class, TTL, octets that follow
_TAIL = struct.Struct("!HH")
_EXTENDED = b"\0\0\x29\x04\xd0\0\0\0\0\0\0"  # RFC 6891: answers of up to 1,232 octets
_PLAIN = re.compile(rb"[a-z0-9_/-]+")
_JUMPS = 32

Found = dict[tuple[str, int], list[tuple[int, int, int]]]  # by name and kind: TTL, start, end


class Foreign(ValueError):
    """Octets that answer another question, or none."""


class Odd(ValueError):
    """An answer that isn't plain."""


def question(number: int, name: str, kind: str) -> bytes:
    """A query for a canonical name that ``is_askable``; ``number`` is its 16-bit identity."""
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    return _HEAD.pack(number, 0x0100, 1, 0, 0, 1) + labels + b"\0" + _TAIL.pack(KINDS[kind], 1) + _EXTENDED


def number_of(octets: bytes) -> int:
    """The identity that an answer carries, -1 where it is too short."""
    return int.from_bytes(octets[:2], "big") if len(octets) >= _HEAD.size else -1


def read(octets: bytes, name: str, kind: str) -> Answer:
    """The answer to a question. Foreign or Odd where it is none, or none that is read here."""
    try:
        _, flags, n_questions, n_answers, n_authority, _ = _HEAD.unpack_from(octets)
        asked, at = _name(octets, _HEAD.size)
        if not flags & 0x8000 or n_questions != 1 or asked != name:
            raise Foreign(name)
        if _TAIL.unpack_from(octets, at) != (KINDS[kind], _INTERNET):
            raise Foreign(kind)
        if flags & 0x0200 or flags & 15 not in (0, 3):
            raise Odd("cut off, or a failure")
        found, at = _records(octets, at + _TAIL.size, n_answers)
        return _followed(octets, found, name, kind) or Answer(
            "nxdomain" if flags & 15 else "empty", (), _negative(octets, found, at, n_authority)
        )
    except (struct.error, IndexError) as error:
        raise Odd("ends too early") from error


def _name(octets: bytes, at: int) -> tuple[str, int]:
    """The name there in lower case, and where it ends (RFC 1035 4.1.4)."""
    labels: list[bytes] = []
    after = 0
    for _ in range(_JUMPS + 128):
        length = octets[at]
        if length == 0:
            return b".".join(labels).decode("ascii"), after or at + 1
        if length >= 0xC0:
            target = (length & 0x3F) << 8 | octets[at + 1]
            after = after or at + 2
            if target >= at:
                raise Odd("points forward")
            at = target
            continue
        label = octets[at + 1 : at + 1 + length].lower()
        if length > 63 or len(label) < length or not _PLAIN.fullmatch(label):
            raise Odd("needs escapes")
        labels.append(label)
        at += 1 + length
    raise Odd("too long a name")


def _records(octets: bytes, at: int, n: int) -> tuple[Found, int]:
    """Where the records of a section lie, and where it ends."""
    found: Found = {}
    for _ in range(n):
        owner, at = _name(octets, at)
        kind, family, ttl, size = _RECORD.unpack_from(octets, at)
        at += _RECORD.size
        if at + size > len(octets):
            raise Odd("ends too early")
        if family == _INTERNET:
            found.setdefault((owner, kind), []).append((ttl & 0x7FFFFFFF, at, at + size))
        at += size
    return found, at


def _followed(octets: bytes, found: Found, name: str, kind: str) -> Answer | None:
    """The values at the end of the aliases; None where there are none."""
    lowest = 3600
    for _ in range(MOST_ALIASES):
        if rows := found.get((name, KINDS[kind])):
            lowest = min(lowest, *(ttl for ttl, _, _ in rows))
            values = dict.fromkeys(_value(octets, kind, start, end) for _, start, end in rows)
            return Answer("ok", tuple(values)[:MOST_VALUES], lowest)
        alias = found.get((name, _CNAME))
        if alias is None:
            return None
        name = _name(octets, alias[0][1])[0]
    return UNKNOWN  # a loop


def _negative(octets: bytes, aliases: Found, at: int, n: int) -> int:
    """How long an absence holds: the lower of the SOA's TTL and its last number (RFC 2308 5)."""
    lowest = min((ttl for rows in aliases.values() for ttl, _, _ in rows), default=3600)
    for (_, kind), rows in _records(octets, at, n)[0].items():
        if kind == _SOA:
            ttl, _, end = rows[0]
            return min(lowest, ttl, int.from_bytes(octets[end - 4 : end], "big"))
    return min(lowest, 60)


def _value(octets: bytes, kind: str, start: int, end: int) -> str | bytes:
    """As ``Answer`` describes them."""
    if kind == "TXT":
        return b"".join(_strings(octets, start, end))[:MOST_OCTETS]
    if kind in ("A", "AAAA"):
        if end - start != (4 if kind == "A" else 16):
            raise Odd("no address")
        return socket.inet_ntop(socket.AF_INET if kind == "A" else socket.AF_INET6, octets[start:end])
    if kind == "MX":
        return f"{int.from_bytes(octets[start : start + 2], 'big')} {_name(octets, start + 2)[0]}"
    return _name(octets, start)[0]


def _strings(octets: bytes, at: int, end: int) -> Iterator[bytes]:
    while at < end:
        after = at + 1 + octets[at]
        if after > end:
            raise Odd("ends too early")
        yield octets[at + 1 : after]
        at = after
