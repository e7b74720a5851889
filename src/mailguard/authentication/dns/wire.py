"""Bytes of RFC 1035 4: questions written here, ten times as fast as a library, which reads answers."""

import struct
import threading
from typing import TYPE_CHECKING

from mailguard.authentication.dns.answers import UNKNOWN, Answer, canonical

if TYPE_CHECKING:
    import dns.message
    import dns.rdata

KINDS = {"A": 1, "NS": 2, "CNAME": 5, "PTR": 12, "MX": 15, "TXT": 16, "AAAA": 28}
LOADING = threading.Lock()  # the library's parts import each other: threads must not see it half there
_MOST_ALIASES = 8
_MOST_VALUES = 100
_MOST_BYTES = 16_384  # of one TXT record; no key, policy or list is longer
_HEAD = struct.Struct("!6H")
_TAIL = struct.Struct("!HH")
_EXTENDED = b"\0\0\x29\x04\xd0\0\0\0\0\0\0"  # RFC 6891: answers of up to 1,232 bytes


class Foreign(ValueError):
    """Bytes that answer another question, or none."""


class Odd(ValueError):
    """An answer that is cut off, broken or a failure."""


def question(number: int, name: str, kind: str) -> bytes:
    """A query for a canonical name that ``is_askable``; ``number`` is its 16-bit identity."""
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    return _HEAD.pack(number, 0x0100, 1, 0, 0, 1) + labels + b"\0" + _TAIL.pack(KINDS[kind], 1) + _EXTENDED


def number_of(packet: bytes) -> int:
    """The identity that an answer carries, -1 where it is too short."""
    return int.from_bytes(packet[:2], "big") if len(packet) >= _HEAD.size else -1


def read(packet: bytes, name: str, kind: str) -> Answer:
    with LOADING:
        import dns.flags
        import dns.message
    try:
        reply = dns.message.from_wire(packet, ignore_trailing=True)
    except Exception as error:  # it comes from anybody, and the library promises no single kind
        raise Odd("broken") from error
    asked = reply.question
    if not reply.flags & dns.flags.QR or len(asked) != 1:
        raise Foreign(name)
    if (canonical(asked[0].name.to_text()), asked[0].rdtype.name, asked[0].rdclass) != (name, kind, 1):
        raise Foreign(name)
    answer = None if reply.flags & dns.flags.TC else said(reply, name, kind)
    if answer is None:
        raise Odd("cut off, or a failure")
    return answer


def said(reply: "dns.message.Message", name: str, kind: str) -> Answer | None:
    """The answer in a reply whose question is known; None for a failure: another server may know."""
    import dns.rcode  # loaded before

    code = reply.rcode()
    if code not in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN):
        return None
    sets = {(canonical(each.name.to_text()), each.rdtype.name): each for each in reply.answer}
    lowest = 3600
    for _ in range(_MOST_ALIASES):
        if found := sets.get((name, kind)):
            lowest = min(lowest, found.ttl)
            return Answer("ok", tuple(_value(kind, each) for each in list(found)[:_MOST_VALUES]), lowest)
        alias = sets.get((name, "CNAME"))
        if alias is None:
            status = "nxdomain" if code == dns.rcode.NXDOMAIN else "empty"
            return Answer(status, (), min(lowest, _negative(reply)))
        lowest = min(lowest, alias.ttl)
        name = canonical(next(iter(alias)).to_text())
    return UNKNOWN  # a loop


def _negative(reply: "dns.message.Message") -> int:
    """Seconds that an absence holds: the lower of the SOA's TTL and its last number (RFC 2308 5)."""
    for each in reply.authority:
        if each.rdtype.name == "SOA":
            return min(each.ttl, int(next(iter(each)).minimum))
    return 60


def _value(kind: str, record: "dns.rdata.Rdata") -> str | bytes:
    """As ``Answer`` describes them."""
    if kind == "TXT":
        return b"".join(record.strings)[:_MOST_BYTES]  # type: ignore[attr-defined]
    if kind == "MX":
        return f"{record.preference} {canonical(record.exchange.to_text())}"  # type: ignore[attr-defined]
    return canonical(record.to_text()) if kind in ("PTR", "NS", "CNAME") else record.to_text()
