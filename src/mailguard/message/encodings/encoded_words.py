"""Encoded words in headers (RFC 2047), whole or broken."""

import binascii
import re

from mailguard.message.encodings import charsets, transfer

# The text may hold spaces and question marks where the writer was careless.
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*+(?:\?(?!=)[^?]*+)*+)\?=")


def decode(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with every encoded word read, and problem names.

    Neighbouring words are joined without the white space between them (RFC 2047 6.2), and before their
    bytes are read where they name one character set, since writers cut within characters.
    """
    if "=?" not in text:
        return text, ()
    if "?=" not in text:
        return text, ("word_bad",)
    text, mark, rest = text.rpartition("?=")
    text += mark
    out: list[str] = []
    problems: set[str] = set()
    pending = b""
    charset = ""
    at = 0
    for match in _WORD.finditer(text):
        gap = text[at : match.start()]
        follows = bool(charset) and not gap.strip()
        name = match[1].partition("*")[0].lower()  # RFC 2231 5: a language after the asterisk
        data = _bytes(match[2], match[3], problems)
        if follows and name == charset:
            pending += data
        else:
            out.append(_text(pending, charset, problems))
            if not follows:
                out.append(gap)
            pending, charset = data, name
        at = match.end()
    out.append(_text(pending, charset, problems))
    rest = text[at:] + rest
    if "=?" in rest:
        problems.add("word_bad")
    out.append(rest)
    decoded = "".join(out)
    if at and _WORD.search(decoded):
        problems.add("word_nested")
    return decoded, tuple(sorted(problems))


def _bytes(kind: str, text: str, problems: set[str]) -> bytes:
    data = text.encode("utf-8", "replace")
    if kind in "qQ":
        return binascii.a2b_qp(data.replace(b"\n", b""), header=True)
    try:  # nearly all are in order, and this is quicker than to look for what isn't
        return binascii.a2b_base64(data, strict_mode=True)
    except binascii.Error:
        raw, wrong = transfer.base64(data)
    if wrong and wrong != ("base64_cut",):  # many programs leave the filling off
        problems.add("word_bad")
    return raw


def _text(data: bytes, charset: str, problems: set[str]) -> str:
    if not data:
        return ""
    text, wrong = charsets.decode(data, charset)
    if wrong:
        problems.add("word_charset")
    return text
