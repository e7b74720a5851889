"""Content-Transfer-Encoding (RFC 2045 6): undo it, whatever state it is in."""

import binascii
import re

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_ALLOWED = _ALPHABET + b"= \t\r\n"
_ESCAPE = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]*\r?(?:\n|\Z))")
_PIECES = 1_000
PLAIN = {"", "7bit", "8bit", "binary"}
_UU = {"x-uuencode", "uuencode", "x-uue", "uue"}


def is_known(encoding: str) -> bool:
    """Whether ``encoding``, in lower case, is one that we undo."""
    return encoding in PLAIN or encoding in {"base64", "quoted-printable"} or encoding in _UU


def is_packed(line: bytes) -> bool:
    """Whether nothing but base64 stands in a line."""
    return not line.translate(None, _ALPHABET + b"=")


def closest(encoding: str) -> str:
    """The encoding that a lenient program takes an odd name for, "" where there is none."""
    if is_known(encoding):
        return encoding
    return "base64" if "base" in encoding and "64" in encoding else ""


def decode(body: bytes, encoding: str) -> tuple[bytes, tuple[str, ...]]:
    """The bytes, and problem names. ``encoding`` in lower case."""
    if encoding in PLAIN:
        return body, ()
    if encoding == "base64":
        return base64(body)
    if encoding == "quoted-printable":
        return quoted_printable(body)
    if encoding in _UU:
        return uuencode(body)
    return body, ("encoding_unknown",)


def base64(body: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Skips what does not belong there and goes on after padding, as the most lenient programs do."""
    problems = []
    if body.translate(None, _ALLOWED):
        problems.append("base64_bad")
    packed = body.translate(None, _NOT_ALPHABET)
    inner = packed.rstrip(b"=")
    if b"=" in inner:
        problems.append("base64_padding")
        pieces = re.split(rb"=+", inner, maxsplit=_PIECES)
        pieces[-1] = pieces[-1].replace(b"=", b"")
        return b"".join(map(_quads, pieces)), tuple(problems)
    if len(inner) % 4 == 1 or (len(inner) % 4 and len(packed) % 4):
        problems.append("base64_cut")
    return _quads(inner), tuple(problems)


_NOT_ALPHABET = bytes(set(range(256)) - set(_ALPHABET + b"="))


def _quads(clean: bytes) -> bytes:
    spare = len(clean) % 4
    if spare == 1:
        clean = clean[:-1]
    elif spare:
        clean += b"=" * (4 - spare)
    return binascii.a2b_base64(clean)


def quoted_printable(body: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Broken escapes stay as they are."""
    problems = ("quoted_printable_bad",) if b"=" in body and _ESCAPE.search(body) else ()
    return binascii.a2b_qp(body), problems


def uuencode(body: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The lines between ``begin`` and ``end``."""
    begin = re.search(rb"^begin [0-7]{3,4} [^\n]*\n", body, re.MULTILINE)
    if not begin:
        return body, ("uuencode_bad",)
    pieces: list[bytes] = []
    problems: tuple[str, ...] = ()
    for line in body[begin.end() :].split(b"\n"):
        if line.strip() in {b"end", b"`", b""}:
            break
        try:
            pieces.append(binascii.a2b_uu(line))
        except binascii.Error:
            # some programs leave the filling off: take as many bytes as the line says
            n_characters = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                pieces.append(binascii.a2b_uu(line[: n_characters + 1]))
            except binascii.Error:
                problems = ("uuencode_bad",)
                break
    return b"".join(pieces), problems
