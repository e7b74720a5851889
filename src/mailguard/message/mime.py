"""The tree of parts (RFC 2046), without trust in it: every piece that some program may show is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mailguard.message import cms, declared, headers, limits
from mailguard.message.encodings import transfer
from mailguard.message.limits import Budget
from mailguard.text.shortened import both_ends

_FIRST_LINE = re.compile(rb"(?:\A|\n)--([^\n]{1,200}?)[ \t]*\n(?=[A-Za-z-]+:|\n)")
TEXTS = declared.TEXTS
_MOST_TEXT = limits.TEXT * 3 // 2  # bytes as they come, encoded
_NESTED = declared.NESTED
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_LOOKS_LIKE_MESSAGE = re.compile(
    rb"(?:From |Received:|Return-Path:|From:|To:|Subject:|Date:|MIME-Version:|Message-ID:|Delivered-To:|X-)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Node:
    """One part: a branch with children, a message with a message, or a leaf with content."""

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
    names: tuple[str, ...] = ()  # all that its headers give it
    is_torn: bool = False  # attached by one header, inline by another
    readings: list["Node"] = field(default_factory=list)  # the same bytes, read in other ways

    def walk(self) -> Iterator["Node"]:
        """This part, its other readings and all below it, but not inside nested messages."""
        yield self
        for other in (*self.readings, *self.children):
            yield from other.walk()

    @property
    def is_shown(self) -> bool:
        return self.type in TEXTS and (self.disposition != "attachment" or self.is_torn)

    def note(self, *names: str) -> None:
        """Remember problems, each once."""
        for name in names:
            self.problems[name] = None


def read(data: bytes, budget: Budget) -> Node:
    """The tree of a whole message whose lines end in LF."""
    block = headers.read(data, 0, len(data), limits.HEADER_BLOCK)
    return _part(_Span(data, block, len(data), "1", 0), budget, branch_path="TEXT")


@dataclass(slots=True)
class _Span:
    """Bytes of a part that has still to be read: after its headers, up to ``end``."""

    data: bytes
    block: headers.Block
    end: int
    path: str
    depth: int

    @property
    def body(self) -> bytes:
        return self.data[self.block.body_at : self.end]


def _part(span: _Span, budget: Budget, default: str = "text/plain", branch_path: str = "") -> Node:
    """The part in the first way that its headers allow, with the other ways as its ``readings``."""
    said = declared.read(span.block, default)
    ways = _sensible(span, said.ways)
    node = _read(span if len(ways) == 1 else replace(span), said, ways[0], budget, branch_path)
    for number, way in enumerate(ways[1:], 2):
        size = span.end - span.block.body_at
        if budget.again < size or budget.parts <= 0:
            node.note("parts_too_many")
            break
        budget.again -= size
        other = replace(span, path=f"{span.path}~{number}")
        node.readings.append(_read(other, said, way, budget, ""))
    return node


def _sensible(span: _Span, ways: tuple[declared.Way, ...]) -> tuple[declared.Way, ...]:
    """Without texts as they come that are flawless base64: nobody can read those."""
    if len(ways) == 1:
        return ways
    packed = {way.type for way in ways if way.encoding == "base64" and way.type in TEXTS}
    if not packed or len(span.body) > limits.TEXT or transfer.base64(span.body)[1]:
        return ways
    return tuple(way for way in ways if way.type not in packed or way.encoding not in transfer.PLAIN)


def _read(span: _Span, said: declared.Declared, way: declared.Way, budget: Budget, branch_path: str) -> Node:
    budget.parts -= 1
    node = Node(
        span.path,
        span.block,
        way.type,
        both_ends(said.names[0]) if said.names else "",
        said.disposition,
        way.charset,
        way.encoding,
        said.content_id,
        parameters=way.parameters,
        names=said.names,
        is_torn=said.is_torn,
        size=span.end - span.block.body_at,
    )
    node.note(*said.problems)
    if node.type.startswith("multipart/"):
        node.path = branch_path or span.path
        prefix = branch_path.removesuffix("TEXT") if branch_path else f"{span.path}."
        if _branch(span, node, budget, prefix):
            return node
        node.path = span.path
    _leaf(span, node, budget)
    return node


# --- Branches ----------------------------------------------------------------------------------
def _branch(span: _Span, node: Node, budget: Budget, prefix: str) -> bool:
    """Read the parts of a multipart. False: nothing in it looks like parts, take it as a leaf."""
    if span.depth >= limits.DEPTH:
        node.note("parts_too_deep")
        return False
    for data, places in _layers(span, node, budget):
        _children(data, places, span.depth, node, budget, prefix)
    return bool(node.children)


def _layers(span: _Span, node: Node, budget: Budget) -> Iterator[tuple[bytes, list[tuple[int, int]]]]:
    """The bytes as they come, then decoded where an encoding is declared; each with the parts' places."""
    places = _places(span.data, node, span.block.body_at, span.end, budget)
    yield span.data, places
    if node.encoding in transfer.PLAIN or not transfer.is_known(node.encoding):
        return
    node.note("encoding_branch")
    if places and node.size > budget.again:
        node.note("parts_too_many")
        return
    budget.again -= node.size if places else 0
    bare = _gist(span.data, places)
    for data in _decoded(span.body, node.encoding):
        inner = _places(data, node, 0, len(data), budget)
        if inner and _gist(data, inner) != bare:
            yield data, inner
            return


def _decoded(body: bytes, encoding: str) -> Iterator[bytes]:
    """The whole in LF lines; of base64 then its whole lines alone, as they are read behind other text."""
    yield _lines(transfer.decode(body, encoding)[0])
    if encoding == "base64":
        packed = (line for line in body.split(b"\n") if len(line) % 4 == 0 and transfer.is_packed(line))
        yield _lines(transfer.base64(b"".join(packed))[0])


def _gist(data: bytes, places: list[tuple[int, int]]) -> list[bytes]:
    """Parts without what any decoding of quoted-printable takes out, padding of base64 too."""
    return [data[start:end].translate(None, b"= \t\n") for start, end in places]


def _lines(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


def _children(
    data: bytes, places: list[tuple[int, int]], depth: int, node: Node, budget: Budget, prefix: str
) -> None:
    default = "message/rfc822" if node.type == "multipart/digest" else "text/plain"
    for first, last in places:
        if budget.parts <= 0:
            node.note("parts_too_many")
            break
        block = headers.read(data, first, last, _PART_HEADERS, only="content-")
        inner = _Span(data, block, last, f"{prefix}{len(node.children) + 1}", depth + 1)
        child = _part(inner, budget, default)
        for each in (child, *child.readings):
            each.note(*(name for name in block.problems if name not in _NOT_IN_PARTS))
            each.is_alternative = node.type == "multipart/alternative"
        node.children.append(child)


def _places(data: bytes, node: Node, start: int, end: int, budget: Budget) -> list[tuple[int, int]]:
    boundary = _boundary(data, node, start, end)
    if not boundary:
        return []
    places, problems = _between(data, boundary, start, end, budget.parts)
    node.note(*problems)
    return places


# A part may well have no headers, or nothing but headers.
_NOT_IN_PARTS = {"headers_missing", "headers_unended"}
_PART_HEADERS = 64_000  # bytes


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


def _between(
    data: bytes, boundary: bytes, start: int, end: int, most: int
) -> tuple[list[tuple[int, int]], dict[str, None]]:
    marks, problems = _marks(data, b"--" + boundary, start, end, most)
    places: list[tuple[int, int]] = []
    is_ended = False
    for number, (_, after, is_end) in enumerate(marks):
        is_last = number + 1 == len(marks)
        following = end if is_last else marks[number + 1][0]
        if not is_end:
            places.append((after, end if is_last else max(after, following - 1)))
            continue
        is_ended = True
        if not is_last:
            problems["parts_after_end"] = None
        elif data[after : min(following, after + 2_000)].strip():
            problems["text_around_parts"] = None
    if places and not is_ended:
        problems["boundary_unended"] = None
    if marks and _has_preamble(data, start, marks[0][0]):
        problems["text_around_parts"] = None
    return places, problems


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
def _leaf(span: _Span, node: Node, budget: Budget) -> None:
    if node.type in _NESTED and node.encoding in transfer.PLAIN:
        _nest(
            span.data, span.block.body_at, span.end, node, span.depth, budget
        )  # no copy of what may be large
        return
    is_text = node.is_shown
    if is_text and node.size > (_MOST_TEXT if node.type == "text/plain" else limits.SIZE):
        span.end = span.block.body_at + _MOST_TEXT
        node.note("text_too_long")
    elif not is_text and node.size > budget.payloads:
        node.note("payload_too_long")
        return
    node.content, problems = transfer.decode(span.body, node.encoding)
    node.note(*problems)
    node.size = len(node.content)
    if not is_text:
        budget.payloads -= node.size
    if is_smime(node) and node.content:
        _unsign(node, span.depth, budget)
    elif node.type in _NESTED or _is_message(node):
        content = _lines(node.content).lstrip(b"\n")
        node.content = b""
        _nest(content, 0, len(content), node, span.depth, budget)


def is_smime(node: Node) -> bool:
    """S/MIME in one piece, by type or by name."""
    if node.type in {"application/pkcs7-mime", "application/x-pkcs7-mime"}:
        return True
    return node.type == "application/octet-stream" and any(
        name.lower().endswith(".p7m") for name in node.names
    )


def _unsign(node: Node, depth: int, budget: Budget) -> None:
    """Read what a signature is wrapped around as a part: mail programs show it."""
    content = cms.signed(node.content)
    if content is None:
        if _is_said_signed(node):
            node.note("smime_unread")
        return
    node.note("smime_signed")
    if not content:
        return
    if depth >= limits.DEPTH or budget.parts <= 0:
        node.note("parts_too_deep")
        return
    data = _lines(content)
    block = headers.read(data, 0, len(data), _PART_HEADERS, only="content-")
    child = _part(_Span(data, block, len(data), f"{node.path}.1", depth + 1), budget)
    node.children.append(child)
    node.content = b""


def _is_said_signed(node: Node) -> bool:
    """Where the parameter is missing, the object identifier at the start tells (RFC 5652 5.1)."""
    kind = node.parameters.get("smime-type", "").lower()
    return kind == "signed-data" or (not kind and _SIGNED_DATA in node.content[:64])


def _is_message(node: Node) -> bool:
    if not any(name.lower().endswith(".eml") for name in node.names):
        return False
    return bool(_LOOKS_LIKE_MESSAGE.match(node.content[:200].lstrip()))


def _nest(data: bytes, start: int, end: int, node: Node, depth: int, budget: Budget) -> None:
    if depth >= limits.DEPTH:
        node.note("parts_too_deep")
    elif budget.nested <= 0 or budget.parts <= 0 or budget.nested_headers <= 0:
        node.note("nested_too_many")
    else:
        budget.nested -= 1
        most = min(budget.nested_headers, limits.HEADER_BLOCK)
        block = headers.read(data, start, end, most)
        budget.nested_headers -= min(most, block.body_at - start)
        inner = _Span(data, block, end, f"{node.path}.1", depth + 1)
        node.message = _part(inner, budget, branch_path=f"{node.path}.TEXT")
