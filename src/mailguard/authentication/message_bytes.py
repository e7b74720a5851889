"""A message for signatures: fields and body in bytes, canonical forms made once (RFC 6376 3.4)."""

import hashlib
import re
from functools import cached_property

_FIELD = re.compile(rb"^(([\x21-\x39\x3b-\x7e]++)[ \t]*+:[^\n]*+(?:\n[ \t][^\n]*+)*+)", re.MULTILINE)
_SPACE = re.compile(rb"[ \t]+")
_SPACES = re.compile(rb"  +")
MOST_FIELDS = 2_000
MOST_HEADER = 1_000_000  # bytes
_MOST_AT_ONCE = 500_000  # bytes of a body: a pattern cuts it in pieces, each of which takes room


class Field:
    """One header field: ``name`` in lower case, ``raw`` as it stands, without its last CRLF."""

    __slots__ = ("_relaxed", "name", "raw")

    def __init__(self, name: bytes, raw: bytes) -> None:
        self.name = name
        self.raw = raw
        self._relaxed = b""

    @property
    def value(self) -> bytes:
        return self.raw.partition(b":")[2]

    @property
    def relaxed(self) -> bytes:
        """Its relaxed form (RFC 6376 3.4.2), without CRLF."""
        if not self._relaxed:
            self._relaxed = relax(self.raw)
        return self._relaxed


def relax(raw: bytes) -> bytes:
    """A header field in relaxed form: unfolded, white space single, none around the colon."""
    name, _, value = raw.partition(b":")
    value = value.replace(b"\r\n", b"").strip(b" \t")
    if b"\t" in value or b"  " in value:
        value = _SPACE.sub(b" ", value)
    return name.strip(b" \t").lower() + b":" + value


class MessageBytes:
    """A message split once, in CRLF (RFC 6376 5.3); ``is_too_big``: no signature can be verified."""

    def __init__(self, raw: bytes, is_crlf: bool = False) -> None:
        if not is_crlf and raw.count(b"\n") != raw.count(b"\r\n"):
            raw = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        head, _, self.body = _split(raw)
        self.is_too_big = len(head) > MOST_HEADER
        found = [] if self.is_too_big else _FIELD.findall(head)
        if len(found) > MOST_FIELDS:
            self.is_too_big, found = True, []
        self._raw: dict[bytes, list[bytes]] = {}
        for raw, name in found:
            self._raw.setdefault(name.lower(), []).append(raw.removesuffix(b"\r"))
        self._fields: dict[bytes, list[Field]] = {}
        self._digests: dict[tuple[bool, int | None], bytes] = {}

    def named(self, name: bytes) -> list[Field]:
        """The fields of this lower-case name, in order, the same objects; no stray lines."""
        if name not in self._fields:
            self._fields[name] = [Field(name, raw) for raw in self._raw.get(name, ())]
        return self._fields[name]

    @cached_property
    def simple_body(self) -> bytes:
        """RFC 6376 3.4.3."""
        return _one_end(self.body) or b"\r\n"

    @cached_property
    def relaxed_body(self) -> bytes:
        """RFC 6376 3.4.4."""
        body = _single(self.body.replace(b"\t", b" ") if b"\t" in self.body else self.body)
        return _one_end(body.replace(b" \r\n", b"\r\n").removesuffix(b" "))

    def digest(self, is_relaxed: bool, length: int | None) -> bytes | None:
        """SHA-256 of the canonical body's first ``length`` bytes; None where it is shorter."""
        key = (is_relaxed, length)
        if key not in self._digests:
            body = self.relaxed_body if is_relaxed else self.simple_body
            if length is not None and length > len(body):
                return None
            self._digests[key] = hashlib.sha256(
                body if length is None else memoryview(body)[:length]
            ).digest()
        return self._digests[key]

    def length(self, is_relaxed: bool) -> int:
        return len(self.relaxed_body if is_relaxed else self.simple_body)


def _split(raw: bytes) -> tuple[bytes, bytes, bytes]:
    if raw.startswith(b"\r\n"):
        return b"", b"", raw[2:]
    return raw.partition(b"\r\n\r\n")


def _single(body: bytes) -> bytes:
    if len(body) <= _MOST_AT_ONCE and b"  " in body:
        return _SPACES.sub(b" ", body)
    while b"  " in body:  # halved in each turn, which is slower
        body = body.replace(b"  ", b" ")
    return body


def _one_end(body: bytes) -> bytes:
    """The body with its empty last lines gone and one CRLF at its end; nothing stays nothing."""
    stripped = body.rstrip(b"\r\n")
    ends = body[len(stripped) :].replace(b"\r\n", b"\n")
    rest = ends.rstrip(b"\n").replace(b"\n", b"\r\n")  # a lone CR is text
    kept = stripped + rest
    return kept + b"\r\n" if kept else b""
