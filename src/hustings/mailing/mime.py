"""Letters as bytes: serialised once for all readers, with slots for what differs.

Building a message with the standard library takes two milliseconds; filling the slots takes some
microseconds. Nothing that a person typed can leave its slot: in bodies a value is quoted-printable between
two soft line breaks (RFC 2045), in headers it is plain words or encoded words (RFC 2047).
"""

import binascii
import re
import time
from collections.abc import Callable, Iterable, Mapping
from email.utils import formatdate
from functools import lru_cache
from html import escape

from hustings.mailing.merge import Merge, Piece, fill

Values = Mapping[str, str]
Slot = Callable[[Values], bytes]

_PLAIN = re.compile(r"[A-Za-z0-9,;:!?()/_-](?:[A-Za-z0-9 .,;:!?()/'_@+-]{0,64}[A-Za-z0-9.,;:!?()/'_-])?")
_WORD = 39  # bytes an encoded word: with the header's name, 76 characters a line (RFC 2047, 2)
_WORDS = re.compile(r"[A-Za-z0-9]+(?:[ '-][A-Za-z0-9]+)*")
_LINE = 75  # of the 76 that a line may have: the last is for the "=" of a soft break
_SOFT = b"=\r\n"
CLICK = "click"  # the value that links of one's own name the letter by


@lru_cache(maxsize=20_000)
def quoted(line: str) -> bytes:
    """One line of text in quoted-printable. No line of the result begins with a dot or with "From "."""
    if _PLAIN.fullmatch(line) and not line.startswith("From "):
        return line.encode()
    out, column, last = bytearray(), 0, len(line.encode()) - 1
    for at, byte in enumerate(line.encode()):
        literal = (33 <= byte <= 126 and byte != 61) or (byte == 32 and at != last)
        if column + (1 if literal else 3) > _LINE:
            out += _SOFT
            column = 0
        if not literal or (column == 0 and byte in b".F"):
            out += b"=%02X" % byte
            column += 3
        else:
            out.append(byte)
            column += 1
    return bytes(out)


def body(pieces: Iterable[Piece], *, is_html: bool) -> list[bytes | Slot]:
    """A text with merge fields as quoted-printable constants and slots."""
    parts: list[bytes | Slot] = []
    for piece in pieces:
        if isinstance(piece, str):
            parts.append(b"\r\n".join(quoted(line) for line in piece.split("\n")))
        elif piece.field == CLICK:
            parts.append(_click)
        else:
            parts += [_SOFT, _in_html(piece) if is_html else _in_text(piece), _SOFT]
    return parts


def _click(values: Values) -> bytes:
    """A token of ours, which is the same quoted and not; there are two for each link of a letter."""
    return b"=\r\n%s=\r\n" % values[CLICK].encode()


def _in_text(merge: Merge) -> Slot:
    return lambda values: quoted(merge.value(values))


def _in_html(merge: Merge) -> Slot:
    return lambda values: quoted(escape(merge.value(values)))


def header_text(text: str) -> bytes:
    """Free text for a header's value: as it is where that is safe, else as encoded words."""
    return text.encode() if _PLAIN.fullmatch(text) else _encoded(text)


def mailbox(name: str, address: str) -> bytes:
    """``Name <address>`` for From or To. The address must have been checked."""
    if not name:
        return address.encode()
    words = name.encode() if len(name) < 60 and _WORDS.fullmatch(name) else _encoded(name)
    return b"%s\r\n <%s>" % (words, address.encode())


def _encoded(text: str) -> bytes:
    whole = text.encode("utf-8", "replace")
    if len(whole) <= _WORD:
        return b"=?utf-8?b?%s?=" % binascii.b2a_base64(whole, newline=False)
    words, chunk = [], b""
    for letter in text:
        more = letter.encode("utf-8", "replace")
        if len(chunk) + len(more) > _WORD:
            words.append(chunk)
            chunk = b""
        chunk += more
    words.append(chunk)
    return b"\r\n ".join(b"=?utf-8?b?%s?=" % binascii.b2a_base64(word, newline=False) for word in words)


class Blueprint:
    """A message whose constant parts are ready for the wire. ``fill`` makes one person's."""

    def __init__(self, parts: Iterable[bytes | Slot]) -> None:
        self._parts: list[bytes | Slot] = []
        for part in parts:  # neighbouring constants become one
            if isinstance(part, bytes) and self._parts and isinstance(self._parts[-1], bytes):
                self._parts[-1] += part
            else:
                self._parts.append(part)

    def fill(self, values: Values) -> bytes:
        """The whole message: CRLF line ends, no line that begins with a dot."""
        return b"".join([part if part.__class__ is bytes else part(values) for part in self._parts])  # type: ignore[operator]


def blueprint(
    *,
    headers: Iterable[tuple[str, bytes | Slot]],
    subject: list[Piece],
    text: list[Piece],
    html: list[Piece],
    boundary: str,
) -> Blueprint:
    """A multipart/alternative message."""
    parts: list[bytes | Slot] = []
    for name, value in [*headers, ("Subject", _subject(subject)), ("Date", _date)]:
        parts += [f"{name}: ".encode(), value, b"\r\n"]
    edge = boundary.encode()
    parts.append(
        b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary="%s"\r\n\r\n' % edge
    )
    for kind, pieces in (("plain", text), ("html", html)):
        parts.append(b"--%s\r\nContent-Type: text/%s; charset=utf-8\r\n" % (edge, kind.encode()))
        parts.append(b"Content-Transfer-Encoding: quoted-printable\r\n\r\n")
        parts += body(pieces, is_html=kind == "html")
        parts.append(b"\r\n")
    parts.append(b"--%s--\r\n" % edge)
    return Blueprint(parts)


def _subject(pieces: list[Piece]) -> bytes | Slot:
    if any(isinstance(piece, Merge) for piece in pieces):
        return lambda values: header_text(fill(pieces, values))
    return header_text(fill(pieces, {}))


def _date(values: Values) -> bytes:
    return _date_at(int(time.time()))


@lru_cache(maxsize=2)
def _date_at(second: int) -> bytes:
    return formatdate(second, localtime=True).encode()
