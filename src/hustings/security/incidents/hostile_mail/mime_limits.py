"""Bytes of strangers, read within bounds: what is made to keep us busy for ever takes a moment. Pure."""

import email.policy
import re
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from itertools import islice

Replace = Callable[["re.Match[bytes]"], bytes]
PARTS = 60  # of one message that are looked at
_NESTED = 20  # boundaries: each line is compared with all those that it stands within
_HEADER, _CONTENT = 4_000, 300  # bytes of a header of the message, and of one that describes a part
_DESCRIPTIONS, _SEPARATORS = 120, 2_000  # headers that describe parts, and what may stand between parts
_HEAD = 100_000  # bytes of headers
_TAGS = 6_000
_BOUNDARY = re.compile(rb"(?i)boundary")
_FIELD = re.compile(rb"(?m)^[!-9;-~]+:[^\n]*(?:\n[ \t][^\n]*)*")
_DESCRIBES = re.compile(rb"(?im)^content-[a-z-]{1,40}:[^\n]*(?:\n[ \t][^\n]*)*")
_SEPARATOR = re.compile(rb"\n--")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
# A parser of HTML opens these anew in each paragraph that follows, unless they are all alike.
_STYLES = {"b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}


def message(raw: bytes) -> EmailMessage:
    """A message of any bytes; its headers alone where its inside can't be read."""
    bounded = _bounded(raw)
    try:
        return message_from_bytes(bounded, policy=email.policy.default)
    except Exception:  # parts lie within parts deeper than the parser goes
        head = bounded[:_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
        return BytesHeaderParser(policy=email.policy.default).parsebytes(head)


def parts(whole: EmailMessage) -> Iterator[EmailMessage]:
    try:
        yield from (part for part in islice(whole.walk(), PARTS) if isinstance(part, EmailMessage))
    except RecursionError:  # what lies deeper nobody sees in a mail program either
        return


def texts(whole: EmailMessage) -> dict[str, str]:
    """The first text of each kind ("text/plain", "text/html") that is no file."""
    found: dict[str, str] = {}
    for part in parts(whole):
        kind, text = _text(part)
        if text:
            found.setdefault(kind, text)
    return found


def _text(part: EmailMessage) -> tuple[str, str]:
    try:
        kind = part.get_content_type()
        is_text = kind in ("text/plain", "text/html") and not part.is_attachment()
        content = part.get_content() if is_text else ""
    except Exception:  # an encoding or a character set that is none
        return "", ""
    return kind, content if isinstance(content, str) else ""


def _bounded(raw: bytes) -> bytes:
    """Headers no longer, and parts no deeper and no more than anybody writes them."""
    ends = [at for mark in (b"\n\n", b"\r\n\r\n") if (at := raw.find(mark)) >= 0]
    end = min(ends, default=len(raw))
    last = next(islice(_SEPARATOR.finditer(raw, end), _SEPARATORS, None), None)
    head = _FIELD.sub(lambda field: field[0][:_HEADER], raw[: min(end, _HEAD)])
    described = _first(_DESCRIPTIONS, lambda field: field[0][:_CONTENT], b"x: x")
    rest = _DESCRIBES.sub(described, raw[end : last.start() if last else len(raw)])
    return _BOUNDARY.sub(_first(_NESTED, lambda word: word[0], b"bound"), head + rest)


def _first(most: int, kept: Replace, other: bytes) -> Replace:
    """So many are kept in one way, those that follow become something else."""
    left = iter(range(most))
    return lambda found: kept(found) if next(left, None) is not None else other


def markup(marked: str) -> str:
    """HTML that any parser reads in a moment: not too many tags, and styles without attributes."""
    made: list[str] = []
    at = 0
    for _n in range(_TAGS):
        start = marked.find("<", at)
        if start < 0:
            return "".join(made) + marked[at:]
        made.append(marked[at:start])
        tag = _TAG.match(marked, start)
        end = marked.find(">", tag.end()) if tag else start
        if end < 0:  # a tag that never ends is none
            return "".join(made)
        whole = marked[start : end + 1]
        made.append(f"<{tag[1]}{tag[2]}>" if tag and tag[2].lower() in _STYLES else whole)
        at = end + 1
    return "".join(made)
