"""A block of headers (RFC 5322 2.2), tolerant of what real and hostile mail does to it."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from mailguard.message import limits
from mailguard.message.encodings import encoded_words

_FIELD = re.compile(rb"^([!-9;-~]++)([ \t]*+):([^\n]*+(?:\n[ \t][^\n]*+)*+)", re.MULTILINE)
_FOLD = re.compile(rb"\n[ \t]*")
# The same in a block that is as it should be: a field a line once it is unfolded, no line of blanks alone.
_LINE = re.compile(r"^([!-9;-~]++):([^\n]*+)$", re.MULTILINE)
_FOLDED = re.compile(r"\n[ \t]+")
_BLANK = re.compile(rb"\n[ \t]+(?:\n|\Z)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_KEPT_WHOLE = {b"content-type", b"content-disposition"}
_made = tuple.__new__  # a third of the time of the class itself, for there are many
_NO_CONTROL = bytes(byte for byte in range(256) if not _CONTROL.match(chr(byte)))


class Header(NamedTuple):  # a tuple is made in a third of the time
    """One field: ``name`` in lower case, ``raw`` unfolded as it came, ``value`` with encoded words read.

    ``raw`` keeps NUL bytes where a file is named: they may end its name.
    """

    name: str
    raw: str
    value: str


@dataclass(frozen=True, slots=True)
class Block:
    """The fields in order, where the body starts, and what was wrong."""

    headers: tuple[Header, ...]
    body_at: int
    problems: tuple[str, ...]

    def first(self, name: str) -> Header | None:
        """The first field of this name (lower case)."""
        return next((header for header in self.headers if header.name == name), None)

    def all(self, name: str) -> tuple[Header, ...]:
        """Every field of this name, in order."""
        return tuple([header for header in self.headers if header.name == name])


def read(data: bytes, start: int, end: int, most: int, only: str = "") -> Block:
    """The block at ``start`` in LF lines, at most ``most`` bytes; ``only`` fields that start so."""
    problems: dict[str, None] = {}
    if data[start : start + 1] == b"\n":
        return Block((), start + 1, ("headers_missing",))
    stop = data.find(b"\n\n", start, end)
    body_at = stop + 2
    if stop < 0:
        stop = body_at = end
        problems["headers_unended"] = None
    if stop - start > most:
        stop = start + most
        problems["headers_too_long"] = None
    headers: list[Header] = []
    prefix = only.encode()
    at = start
    block = data[start:stop]
    has_control = bool(block.translate(None, _NO_CONTROL))  # many times faster than to search
    if not has_control and (pairs := _orderly(block)):
        kept = (pair for pair in pairs if pair[0].lower().startswith(only)) if only else pairs
        headers = [_whole(name, text.strip(" \t"), problems) for name, text in kept]
        return Block(tuple(headers), body_at, tuple(problems))
    for match in _FIELD.finditer(block):
        if len(headers) >= limits.HEADERS:
            problems["headers_too_many"] = None
            break
        if start + match.start() > at:
            _note_junk(data[at : start + match.start()], at == start, problems)
        at = start + match.end() + 1
        if not only or match[1].lower().startswith(prefix):
            headers.append(_field(match, has_control, problems))
    else:
        if at < stop and data[at:stop].strip():
            body_at = _end(data, at, stop, body_at, headers, problems)
    return Block(tuple(headers), body_at, tuple(problems))


def _orderly(block: bytes) -> list[tuple[str, str]]:
    """Names and values of an orderly block, or nothing: nearly all are, read in a third of the time."""
    if len(block) > limits.HEADER_VALUE or _BLANK.search(block):
        return []
    try:
        text = _FOLDED.sub(" ", block.decode()).rstrip("\n")
    except UnicodeDecodeError:
        return []
    found = _LINE.findall(text)
    return found if len(found) == text.count("\n") + 1 <= limits.HEADERS else []


def _whole(name: str, text: str, problems: dict[str, None]) -> Header:
    return _made(Header, (name.lower(), text, _value(text, problems) if "=?" in text else text))


def _value(text: str, problems: dict[str, None]) -> str:
    value, wrong = encoded_words.decode(text)
    problems.update(dict.fromkeys(wrong))
    return " ".join((value if value.isprintable() else _CONTROL.sub(" ", value)).split())


def _note_junk(line: bytes, is_first: bool, problems: dict[str, None]) -> None:
    if is_first and line.startswith((b"From ", b">From ")):
        problems["mbox_line"] = None
        line = line.partition(b"\n")[2]
    if line.strip():
        problems["header_without_colon"] = None


def _end(
    data: bytes, at: int, stop: int, body_at: int, headers: list[Header], problems: dict[str, None]
) -> int:
    """Where the body starts, when the block ends in lines that are no fields: there, or after them."""
    problems["header_without_colon"] = None
    if not headers:
        problems["headers_missing"] = None
        return at
    # one odd line before the empty line is dropped, more of them are a body whose empty line is missing
    if data.count(b"\n", at, stop) == 0 and "headers_unended" not in problems:
        return body_at
    problems["headers_unended"] = None
    return at


def _field(match: re.Match[bytes], has_control: bool, problems: dict[str, None]) -> Header:
    """``has_control`` says that some field of the block holds a control character."""
    name, space, raw = match.groups()
    if space:
        problems["header_space"] = None
    if len(raw) > limits.HEADER_VALUE:
        raw = raw[: limits.HEADER_VALUE].rstrip(b"\n")
        problems["header_too_long"] = None
        if name.lower().startswith(b"content-"):
            problems["declared_too_often"] = None
    if b"\n" in raw:
        raw = _unfolded(raw, problems)
    raw = raw.strip()
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
        problems["header_bytes"] = None
    if has_control and _CONTROL.search(text):
        problems["header_control"] = None
        if name.lower() in _KEPT_WHOLE:
            clean = _CONTROL.sub(lambda found: "\0" if found[0] == "\0" else " ", text)
            return _whole(name.decode("ascii"), clean, problems)._replace(value=_value(clean, problems))
        text = _CONTROL.sub(" ", text)
    return _whole(name.decode("ascii"), text, problems)


def _unfolded(raw: bytes, problems: dict[str, None]) -> bytes:
    """One line of several; each line break and the blanks behind it become a space."""
    lines = _FOLD.split(raw)
    if b"" in lines[1:]:
        problems["header_blank_fold"] = None
    return b" ".join(lines)
