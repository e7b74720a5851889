"""Tickets: what a QR code says, signed so that phones without a network can tell, and its short code.

Pure. A ticket names an event and a number, never a person. Its text is ``HT`` and base 32 of 80 bytes:
version, key, event, number, people, valid until, Ed25519 signature. All of it stands on any keyboard, and a
QR code writes it in its dense mode. The script ``checkins/tickets.js`` reads the same.
"""

import base64
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MARK, VERSION = "HT", 1
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none that looks like another
MOST_PEOPLE = 255
NUMBER_BITS = 35
SHORT = 8  # characters of a short code: seven digits and one that checks them
_CONTEXT = b"hustings ticket"  # so that no other signature of the key is one of a ticket
_HEAD = struct.Struct(">BBI5sBI")
_SIGNATURE = 64
_LENGTH = len(MARK) + (_HEAD.size + _SIGNATURE) * 8 // 5
_RFC_4648 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_TO, _FROM = str.maketrans(_RFC_4648, DIGITS), str.maketrans(DIGITS, _RFC_4648)
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V", "-": None, " ": None})


class Code(StrEnum):
    """Kinds of texts that doors read."""

    OK = "ok"
    TYPED = "typed"  # a short code: only the list can tell
    NOT_A_TICKET = "not_a_ticket"
    MISTYPED = "mistyped"
    UNKNOWN_KEY = "unknown_key"
    FORGED = "forged"
    OTHER_EVENT = "other_event"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Ticket:
    """Contents of a code. ``valid_until``: seconds since 1970, in whole minutes."""

    event: int
    number: int
    people: int
    valid_until: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it was read; ``number`` is 0 where it has none."""

    code: Code
    number: int = 0
    people: int = 0


def encoded(ticket: Ticket, key_id: int, key: Ed25519PrivateKey) -> str:
    """The text of its QR code."""
    number = ticket.number.to_bytes(5, "big")
    people = min(ticket.people, MOST_PEOPLE)
    head = _HEAD.pack(VERSION, key_id, ticket.event, number, people, ticket.valid_until // 60)
    signed = head + key.sign(_CONTEXT + head)
    return MARK + base64.b32encode(signed).decode().translate(_TO)


def read(text: str, *, event: int, keys: Mapping[int, Ed25519PublicKey], now: float) -> Reading:
    """Read a text that was scanned or typed at a door of this event."""
    plain = text.strip().upper().translate(_LOOKALIKES)
    if any(digit not in DIGITS for digit in plain):
        return Reading(Code.NOT_A_TICKET)
    if len(plain) == SHORT:
        number = _number(plain)
        return Reading(Code.MISTYPED) if number is None else Reading(Code.TYPED, number)
    if len(plain) != _LENGTH or not plain.startswith(MARK):
        return Reading(Code.NOT_A_TICKET)
    return _signed(base64.b32decode(plain.removeprefix(MARK).translate(_FROM)), event, keys, now)


def _signed(raw: bytes, event: int, keys: Mapping[int, Ed25519PublicKey], now: float) -> Reading:
    head, signature = raw[: _HEAD.size], raw[_HEAD.size :]
    version, key_id, of_event, number, people, minutes = _HEAD.unpack(head)
    if version != VERSION:
        return Reading(Code.NOT_A_TICKET)
    if (key := keys.get(key_id)) is None:
        return Reading(Code.UNKNOWN_KEY)
    try:
        key.verify(signature, _CONTEXT + head)
    except InvalidSignature:
        return Reading(Code.FORGED)
    if of_event != event:
        return Reading(Code.OTHER_EVENT)
    code = Code.LAPSED if now > minutes * 60 else Code.OK
    return Reading(code, int.from_bytes(number, "big"), people)


def short(number: int) -> str:
    """The code that is typed: ``7K2M-9QXA``."""
    digits = [number >> at & 31 for at in range(NUMBER_BITS - 5, -1, -5)]
    text = "".join(DIGITS[digit] for digit in [*digits, _check(digits)])
    return f"{text[:4]}-{text[4:]}"


def _number(plain: str) -> int | None:
    """The number of a short code, or None where a digit is wrong or two are swapped."""
    *digits, check = (DIGITS.index(each) for each in plain)
    if _check(digits) != check:
        return None
    return sum(digit << 5 * at for at, digit in enumerate(reversed(digits)))


def _check(digits: list[int]) -> int:
    """A sum over the field of 32: one wrong digit or two neighbours swapped always change it."""
    found = 0
    for digit in digits:
        found = (found ^ digit) << 1
        found ^= 0b100101 if found & 32 else 0
    return found
