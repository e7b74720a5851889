"""Bytes to facts: any bytes at all give facts, and what could not be read is one of them."""

import codecs
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from mailguard.facts import Envelope, Facts
from mailguard.message import bodies, headers, limits, mime

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Parsed:
    """``payloads``: decoded bytes of files by path, bounded in sum; ``names``: all in headers.

    ``is_crlf``: every line ends in CRLF, as signatures want it.
    """

    facts: Facts
    payloads: Mapping[str, bytes] = field(default_factory=dict)
    is_crlf: bool = False
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    absent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def parse(raw: bytes, envelope: Envelope | None = None) -> Parsed:
    """Read one message. Never raises; at most about 2 s and 200 MB whatever comes."""
    problems: dict[str, None] = {}
    data, is_crlf = _lines(raw, problems)
    budget = limits.Budget()
    facts, payloads, names, absent = bodies.read(mime.read(data, budget), budget)
    facts = facts.but(
        envelope=envelope or Envelope(),
        size=len(raw),
        sha256=hashlib.sha256(raw).hexdigest(),
        problems=tuple(dict.fromkeys((*problems, *facts.problems))),
    )
    return Parsed(facts, payloads, is_crlf, names, absent)


def head(raw: bytes) -> headers.Block:
    """The headers in front, read as ``parse`` reads them, without the rest."""
    start = raw.lstrip()[: 4 * limits.HEADER_BLOCK]
    data, _ = _lines(start, {})
    return headers.read(data, 0, len(data), limits.HEADER_BLOCK)


def _unmarked(raw: bytes, problems: dict[str, None]) -> bytes:
    """Without the mark of the byte order that editors put in front; UTF-16 as UTF-8."""
    if raw[:3] != codecs.BOM_UTF8 and raw[:2] not in _WIDE:
        return raw
    problems["order_mark"] = None
    if raw[:3] == codecs.BOM_UTF8:
        return raw[3:]
    return raw[: 2 * limits.SIZE].decode("utf-16", "replace").encode("utf-8", "replace")


def _lines(raw: bytes, problems: dict[str, None]) -> tuple[bytes, bool]:
    """The message with LF as its only line end, and no longer than is read; whether CRLF was the only one."""
    if not raw.strip():
        problems["empty"] = None
    data = _unmarked(raw, problems)
    if len(data) > limits.SIZE:
        data = data[: limits.SIZE]
        problems["too_long"] = None
    is_crlf = False
    if b"\r" in data:
        plain = data.replace(b"\r", b"")  # one byte is found and taken out many times faster than two
        is_even = plain.replace(b"\n", b"\r\n") == data
        is_crlf = is_even and data is raw
        data = plain if is_even else _mended(data, problems)
    if b"\0" in data[: limits.HEADER_BLOCK]:
        problems["nul"] = None
    return data.lstrip(b"\n") if data[:1] == b"\n" else data, is_crlf


def _mended(data: bytes, problems: dict[str, None]) -> bytes:
    n_pairs = data.count(b"\r\n")
    if data.count(b"\n") > n_pairs:
        problems["bare_lf"] = None
    if data.count(b"\r") > n_pairs:
        problems["bare_cr"] = None
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
