"""A warning on top of a message that nobody signed: its body becomes the second part of two.

Nothing in the old body is touched or understood. The headers that describe it move into its part.
"""

import re
import secrets
from email.header import Header
from textwrap import wrap

from mailguard.milter import wire
from mailguard.milter.letter import Letter

_DESCRIBES = (b"content-type", b"content-transfer-encoding", b"content-disposition", b"content-id")
_SEALED = re.compile(rb"multipart/(?:signed|encrypted)|application/(?:x-)?pkcs7", re.IGNORECASE)
_WIDTH = 76


def may_wrap(letter: Letter) -> bool:
    """Whether no signature would break: none of a domain, none of a person, and nothing was cut."""
    if letter.is_cut or letter.has(b"dkim-signature") or letter.has(b"arc-seal"):
        return False
    return not _SEALED.search(letter.first(b"content-type"))


def wrapped(letter: Letter, text: str) -> list[bytes]:
    """The packets that put ``text`` on top."""
    boundary = f"mailguard-{secrets.token_hex(12)}".encode()
    moved = [(name, value) for name, value in letter.headers if name.lower() in _DESCRIBES]
    space = b"" if letter.has_spaces else b" "
    inner = b"".join(name + b":" + space + value.replace(b"\r\n", b"\n") + b"\n" for name, value in moved)
    inner = inner.replace(b"\n", b"\r\n")
    shown = "\r\n".join(line for each in text.split("\n") for line in wrap(each, _WIDTH) or [""])
    body = b"".join(
        [
            *(b"--", boundary, b"\r\nContent-Type: text/plain; charset=utf-8\r\n"),
            *(b"Content-Transfer-Encoding: 8bit\r\nContent-Disposition: inline\r\n\r\n", shown.encode()),
            *(b"\r\n\r\n--", boundary, b"\r\n", inner, b"\r\n", letter.body),
            *(b"\r\n--", boundary, b"--\r\n"),
        ]
    )
    return [
        *(wire.change_header(n, name, b"") for n, name in _removed(letter)),
        *_described(letter, boundary),
        *wire.replace_body(body),
    ]


def _removed(letter: Letter) -> list[tuple[int, bytes]]:
    """The headers that moved; the first Content-Type is written anew instead."""
    return [
        (n, name)
        for n, name, _ in letter.numbered()
        if name.lower() in _DESCRIBES and (n > 1 or name.lower() != b"content-type")
    ]


def _described(letter: Letter, boundary: bytes) -> list[bytes]:
    """The headers of the new body."""
    space = b" " if letter.has_spaces else b""
    kind = space + b'multipart/mixed; boundary="' + boundary + b'"'
    made = [wire.change_header(1, b"Content-Type", kind)]
    if not letter.has(b"content-type"):
        made = [wire.add_header(b"Content-Type", kind)]
    if not letter.has(b"mime-version"):
        made.append(wire.add_header(b"MIME-Version", space + b"1.0"))
    return made


def tagged(letter: Letter, tag: str) -> list[bytes]:
    """The packets that put ``tag`` before the subject."""
    space = b" " if letter.has_spaces else b""
    before = encoded(tag, "Subject").encode()
    if not letter.has(b"subject"):
        return [wire.add_header(b"Subject", space + before)]
    value = next(value for name, value in letter.headers if name.lower() == b"subject")
    if value.strip().startswith(before):
        return []
    return [wire.change_header(1, b"Subject", space + before + b" " + value.lstrip())]


def encoded(text: str, name: str) -> str:
    """The value of a header, in encoded words (RFC 2047) where it isn't ASCII, folded."""
    flat = " ".join(text.split())
    if flat.isascii():
        return "\n\t".join(wrap(flat, _WIDTH - len(name), break_long_words=False, break_on_hyphens=False))
    return Header(flat, "utf-8", header_name=name).encode(linesep="\n")
