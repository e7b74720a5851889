"""Bytes to facts: any octets at all give facts, and what could not be read is one of them."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from mailguard.facts import Envelope, Facts
from mailguard.reading import bodies, head, limits, mime

_BARE_CR = re.compile(rb"\r(?!\n)")


@dataclass(frozen=True)
class Parsed:
    """``payloads`` are the decoded octets of files by the path of their part, bounded in sum."""

    facts: Facts
    payloads: Mapping[str, bytes] = field(default_factory=dict)


def parse(raw: bytes, envelope: Envelope | None = None) -> Parsed:
    """Read one message. Never raises; at most about 2 s and 200 MB whatever comes."""
    problems: dict[str, None] = {}
    data = _lines(raw, problems)
    budget = limits.Budget()
    root = mime.read(data, budget)
    message = head.read(root.block)
    body = bodies.read(root, budget)
    problems.update(dict.fromkeys((*root.block.problems, *message.problems, *body.problems)))
    facts = Facts(
        envelope=envelope or Envelope(),
        size=len(raw),
        sha256=hashlib.sha256(raw).hexdigest(),
        headers=tuple((header.name, header.value) for header in root.block.headers),
        from_=message.from_,
        sender=message.sender,
        reply_to=message.reply_to,
        to=message.to,
        cc=message.cc,
        return_path=message.return_path,
        subject=message.subject,
        sent_at=message.sent_at,
        message_id=message.message_id,
        references=message.references,
        hops=message.hops,
        bulk=message.bulk,
        parts=body.parts,
        html=body.html,
        text=body.text[: limits.SHOWN],
        quoted=body.quoted[: limits.SHOWN],
        language=body.language,
        links=body.links,
        nested=body.nested,
        problems=tuple(problems),
    )
    return Parsed(facts, body.payloads)


def _lines(raw: bytes, problems: dict[str, None]) -> bytes:
    """The message with LF as its only line end, and no longer than is read."""
    if not raw.strip():
        problems["empty"] = None
    data = raw
    if len(data) > limits.SIZE:
        data = data[: limits.SIZE]
        problems["too_long"] = None
    if b"\r" in data:
        n_pairs = data.count(b"\r\n")
        if data.count(b"\n") > n_pairs:
            problems["bare_lf"] = None
        if data.count(b"\r") > n_pairs:
            problems["bare_cr"] = None
        data = data.replace(b"\r\n", b"\n")
        if "bare_cr" in problems:
            data = data.replace(b"\r", b"\n")
    if b"\0" in data[: limits.HEADER_BLOCK]:
        problems["nul"] = None
    return data.lstrip(b"\n") if data[:1] == b"\n" else data
