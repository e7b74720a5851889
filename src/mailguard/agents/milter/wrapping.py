"""A warning on top of a message that nobody signed: its body becomes the second part of two.

The old body is not touched, its headers move along; ours has seven bits, as any server passes on.
"""

import quopri
import re
import secrets
from email.header import Header
from textwrap import wrap

from mailguard.agents.milter import protocol
from mailguard.agents.milter.message import Letter

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
    shown = "\n".join(line for each in text.split("\n") for line in wrap(each, _WIDTH) or [""])
    old = letter.body
    body = b"".join(
        [
            *(b"--", boundary, b"\r\nContent-Type: text/plain; charset=utf-8\r\n"),
            b"Content-Transfer-Encoding: quoted-printable\r\nContent-Disposition: inline\r\n\r\n",
            *(quopri.encodestring(shown.encode()).replace(b"\n", b"\r\n"), b"\r\n\r\n--", boundary, b"\r\n"),
            *(inner, b"\r\n", old, b"\r\n--", boundary, b"--\r\n"),
        ]
    )
    written = {b"Content-Type": b'multipart/mixed; boundary="' + boundary + b'"'}
    if not old.isascii():
        written[b"Content-Transfer-Encoding"] = b"8bit"
    return [*_removed(letter, written), *_described(letter, written), *protocol.replace_body(body)]


def _removed(letter: Letter, written: dict[bytes, bytes]) -> list[bytes]:
    """The headers that moved; the first of a name that is written anew is changed instead."""
    kept = {name.lower() for name in written}
    return [
        protocol.change_header(n, name, b"")
        for n, name, _ in letter.numbered()
        if name.lower() in _DESCRIBES and (n > 1 or name.lower() not in kept)
    ]


def _described(letter: Letter, written: dict[bytes, bytes]) -> list[bytes]:
    """The headers of the new body. Where a part has eight bits, the whole says so (RFC 2045 6.4)."""
    space = b" " if letter.has_spaces else b""
    made = [
        protocol.change_header(1, name, space + value)
        if letter.has(name.lower())
        else protocol.add_header(name, space + value)
        for name, value in written.items()
    ]
    if not letter.has(b"mime-version"):
        made.append(protocol.add_header(b"MIME-Version", space + b"1.0"))
    return made


def tagged(letter: Letter, tag: str) -> list[bytes]:
    """The packets that put ``tag`` before the subject."""
    space = b" " if letter.has_spaces else b""
    before = encoded(tag, "Subject").encode()
    if not letter.has(b"subject"):
        return [protocol.add_header(b"Subject", space + before)]
    value = next(value for name, value in letter.headers if name.lower() == b"subject")
    if value.strip().startswith(before):
        return []
    return [protocol.change_header(1, b"Subject", space + before + b" " + value.lstrip())]


def encoded(text: str, name: str) -> str:
    """The value of a header, in encoded words (RFC 2047) where it isn't ASCII, folded."""
    flat = " ".join(text.split())
    if flat.isascii():
        return "\n\t".join(wrap(flat, _WIDTH - len(name), break_long_words=False, break_on_hyphens=False))
    return Header(flat, "utf-8", header_name=name).encode(linesep="\n")
