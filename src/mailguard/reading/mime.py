"""The tree of parts (RFC 2046), without trust in it: every piece that some program may show is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from mailguard.reading import headers, limits, parameters, transfer

_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
_FIRST_LINE = re.compile(rb"(?:\A|\n)--([^\n]{1,200}?)[ \t]*\n(?=[A-Za-z-]+:|\n)")
_NESTED = {"message/rfc822", "message/global", "message/news"}
_LOOKS_LIKE_MESSAGE = re.compile(
    rb"(?:From |Received:|Return-Path:|From:|To:|Subject:|Date:|MIME-Version:|Message-ID:|Delivered-To:|X-)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Node:
    """One part. ``children`` of a branch; ``block`` and one child "body" of a nested message."""

    path: str
    block: headers.Block
    type: str = "text/plain"
    name: str = ""
    disposition: str = ""
    charset: str = ""
    encoding: str = ""
    content_id: str = ""
    is_alternative: bool = False  # of a multipart/alternative
    content: bytes = b""  # of a leaf, decoded
    size: int = 0
    parameters: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    message: "Node | None" = None  # the root of the message that lies in it
    problems: dict[str, None] = field(default_factory=dict)

    def walk(self) -> Iterator["Node"]:
        """This part and all below it, but not inside nested messages."""
        yield self
        for child in self.children:
            yield from child.walk()

    def note(self, *names: str) -> None:
        """Remember problems, each once."""
        for name in names:
            self.problems[name] = None


@dataclass(slots=True)
class _Budget:
    parts: int = limits.PARTS
    nested: int = limits.NESTED
    payloads: int = limits.PAYLOADS


def read(data: bytes) -> Node:
    """The tree of a whole message whose lines end in LF."""
    return _message(data, 0, len(data), "", 0, _Budget())


def _message(data: bytes, start: int, end: int, path: str, depth: int, budget: _Budget) -> Node:
    block = headers.read(data, start, end)
    prefix = f"{path}." if path else ""
    return _part(data, block, end, f"{prefix}1", depth, budget, branch_path=f"{prefix}TEXT")


def _part(
    data: bytes,
    block: headers.Block,
    end: int,
    path: str,
    depth: int,
    budget: _Budget,
    default: str = "text/plain",
    branch_path: str = "",
) -> Node:
    budget.parts -= 1
    node = _described(block, path, default)
    if node.type.startswith("multipart/"):
        node.path = branch_path or path
        if _branch(data, node, end, depth, budget, path if not branch_path else branch_path[:-5]):
            return node
    node.path = path
    _leaf(data[block.body_at : end], node, depth, budget)
    return node


def _described(block: headers.Block, path: str, default: str) -> Node:
    """A part as its headers describe it."""
    node = Node(path, block, default)
    types = block.all("content-type")
    if types:
        value = _value(types[0].raw)
        node.note(*value.problems)
        node.parameters = value.parameters
        node.type = value.main
        if not _TYPE.fullmatch(value.main):
            node.note("type_bad")
            node.type = default
        if len(types) > 1:
            node.note("type_twice")
    encodings = block.all("content-transfer-encoding")
    if encodings:
        node.encoding = encodings[0].raw.partition("(")[0].strip(" \t;\"'").lower()
        if len(encodings) > 1:
            node.note("encoding_twice")
    node.charset = node.parameters.get("charset", "")[:60]
    _name(block, node)
    identifier = block.first("content-id")
    node.content_id = identifier.raw.strip(" <>")[:200] if identifier else ""
    return node


def _name(block: headers.Block, node: Node) -> None:
    dispositions = block.all("content-disposition")
    name = node.parameters.get("name", "")
    if dispositions:
        value = _value(dispositions[0].raw)
        node.note(*value.problems)
        node.disposition = value.main if value.main in {"inline", "attachment", ""} else "attachment"
        if len(dispositions) > 1:
            node.note("disposition_twice")
        other = value.parameters.get("filename", "")
        if name and other and name != other:
            node.note("name_differs")
        name = other or name
    node.name = " ".join(name.split())[:300]


@lru_cache(1_024)
def _value(raw: str) -> parameters.Value:
    return parameters.read(raw)


# --- Branches ----------------------------------------------------------------------------------
def _branch(data: bytes, node: Node, end: int, depth: int, budget: _Budget, path: str) -> bool:
    """Read the parts of a multipart. False: nothing in it looks like parts, take it as a leaf."""
    if depth >= limits.DEPTH:
        node.note("parts_too_deep")
        return False
    start = node.block.body_at
    if node.encoding in {"base64", "quoted-printable"}:
        node.note("encoding_branch")
    boundary = _boundary(data, node, start, end)
    spans, problems = _spans(data, boundary, start, end, budget) if boundary else ([], ())
    if not spans and node.encoding in {"base64", "quoted-printable"}:
        data, _ = transfer.decode(data[start:end], node.encoding)
        start, end = 0, len(data)
        boundary = _boundary(data, node, start, end)
        spans, problems = _spans(data, boundary, start, end, budget) if boundary else ([], ())
    node.note(*problems)
    default = "message/rfc822" if node.type == "multipart/digest" else "text/plain"
    prefix = f"{path}." if path else ""
    for number, (first, last) in enumerate(spans, 1):
        if budget.parts <= 0:
            node.note("parts_too_many")
            break
        block = headers.read(data, first, last)
        child = _part(data, block, last, f"{prefix}{number}", depth + 1, budget, default)
        child.note(*(name for name in block.problems if name not in _NOT_IN_PARTS))
        child.is_alternative = node.type == "multipart/alternative"
        node.children.append(child)
    node.size = end - start
    return bool(spans)


# A part may well have no headers, or nothing but headers.
_NOT_IN_PARTS = {"headers_missing", "headers_unended"}


def _boundary(data: bytes, node: Node, start: int, end: int) -> bytes:
    """The declared boundary if it occurs, else what stands in its place."""
    declared = node.parameters.get("boundary", "").rstrip()
    if not declared:
        node.note("boundary_missing")
    else:
        boundary = declared.encode("utf-8", "replace")[:1_000]
        if len(boundary) > 70:
            node.note("boundary_odd")
        if data.find(b"--" + boundary, start, end) >= 0:
            return boundary
        node.note("boundary_unused")
    guess = _FIRST_LINE.search(data, start, min(end, start + 20_000))
    return guess[1] if guess else b""


def _spans(
    data: bytes, boundary: bytes, start: int, end: int, budget: _Budget
) -> tuple[list[tuple[int, int]], tuple[str, ...]]:
    """Where each part starts and ends, and what is odd about it."""
    marks, problems = _marks(data, b"--" + boundary, start, end, budget.parts)
    spans: list[tuple[int, int]] = []
    is_ended = False
    for number, (line_at, after, is_end) in enumerate(marks):
        following = marks[number + 1][0] if number + 1 < len(marks) else end
        if is_end:
            is_ended = True
            rest = data[after:following] if following - after < 2_000 else data[after : after + 2_000]
            if number + 1 < len(marks):
                problems["parts_after_end"] = None
            elif rest.strip():
                problems["text_around_parts"] = None
            continue
        last = max(after, following - 1) if number + 1 < len(marks) else end
        spans.append((after, last))
        del line_at
    if spans and not is_ended:
        problems["boundary_unended"] = None
    if marks and _has_preamble(data, start, marks[0][0]):
        problems["text_around_parts"] = None
    return spans, tuple(problems)


def _marks(
    data: bytes, delimiter: bytes, start: int, end: int, most: int
) -> tuple[list[tuple[int, int, bool]], dict[str, None]]:
    """The delimiter lines: where each starts, where the next line starts, whether it is the last kind."""
    marks: list[tuple[int, int, bool]] = []
    problems: dict[str, None] = {}
    at = start
    while (at := data.find(delimiter, at, end)) >= 0:
        if at > start and data[at - 1] != 10:
            at += len(delimiter)
            continue
        stop = data.find(b"\n", at, end)
        stop = end if stop < 0 else stop
        tail = data[at + len(delimiter) : min(stop, at + len(delimiter) + 100)].rstrip(b" \t")
        if tail in {b"", b"--"}:
            if len(marks) > most:
                problems["parts_too_many"] = None
                break
            marks.append((at, min(stop + 1, end), tail == b"--"))
        elif tail:
            problems["boundary_near" if not tail[:1].isalnum() else "boundary_odd"] = None
        at = max(stop, at + 1)
    return marks, problems


def _has_preamble(data: bytes, start: int, end: int) -> bool:
    """Readable words before the first part, but for the old sentence on MIME."""
    text = data[start : min(end, start + 2_000)].strip()
    return len(text) > 0 and b"MIME" not in text and b"multi-part" not in text.lower()


# --- Leaves ------------------------------------------------------------------------------------
def _leaf(body: bytes, node: Node, depth: int, budget: _Budget) -> None:
    is_text = node.type in {"text/plain", "text/html"} and node.disposition != "attachment"
    if not is_text and len(body) * 3 // 4 > budget.payloads:
        node.note("payload_too_long")
        node.size = len(body)
        return
    node.content, problems = transfer.decode(body, node.encoding)
    node.note(*problems)
    node.size = len(node.content)
    if not is_text:
        budget.payloads -= node.size
    is_message = node.type in _NESTED or (
        node.name.lower().endswith(".eml") and bool(_LOOKS_LIKE_MESSAGE.match(node.content.lstrip()[:40]))
    )
    if is_message:
        _nest(node, depth, budget)


def _nest(node: Node, depth: int, budget: _Budget) -> None:
    if depth >= limits.DEPTH:
        node.note("parts_too_deep")
    elif budget.nested <= 0 or budget.parts <= 0:
        node.note("nested_too_many")
    else:
        budget.nested -= 1
        content = node.content.replace(b"\r\n", b"\n").lstrip(b"\n")
        node.message = _message(content, 0, len(content), node.path, depth + 1, budget)
