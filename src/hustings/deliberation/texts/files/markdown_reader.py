"""Paragraphs of a Markdown text (CommonMark, tables, footnotes). HTML in it is text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from hustings.deliberation.texts.algebra.blocks import Kind
from hustings.deliberation.texts.files.numbering import BULLET
from hustings.deliberation.texts.files.refusals import Reason, Unreadable
from hustings.deliberation.texts.files.structure import LONGEST, Paragraph

MOST = 1 << 20  # bytes
# Words are read a paragraph at a time and only of such as aren't too long: brackets without end take long.
_parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("inline")
_DEFINED = re.compile(r"^ {0,3}\[\^([^\]\s]{1,20})\]:[ \t]*", re.MULTILINE)
_NOTE = re.compile(r"\[\^([^\]\s]{1,20})\]: ?(.*)$", re.DOTALL)
_POINTED = re.compile(r"\[\^([^\]\s]{1,20})\]")


@dataclass
class _List:
    """An open list: the next number, or none for bullets; whether its item has begun."""

    number: int | None
    mark: str
    is_new: bool = False


@dataclass
class _Reader:
    lists: list[_List] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    heading: int = 0
    is_table: bool = False
    links: dict[str, Any] = field(default_factory=dict)  # definitions, anywhere in the text


def paragraphs(data: bytes) -> Iterator[Paragraph]:
    """All of it; Unreadable where it is no text."""
    if len(data) > MOST:
        raise Unreadable(Reason.SIZE)
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    text = _DEFINED.sub(r"\n\\[^\1\\]: ", text)  # a paragraph of its own, and no address of a link
    reader = _Reader()
    for token in _parser.parse(text, reader.links):
        yield from _read(token, reader)


def _decoded(data: bytes) -> str:
    if b"\0" in data:
        raise Unreadable(Reason.KIND)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _read(token: Token, reader: _Reader) -> Iterator[Paragraph]:
    kind = token.type
    if kind in {"bullet_list_open", "ordered_list_open"}:
        number = int(token.attrGet("start") or 1) if kind.startswith("ordered") else None
        reader.lists.append(_List(number, token.markup))
    elif kind in {"bullet_list_close", "ordered_list_close"}:
        reader.lists.pop()
    elif kind == "list_item_open":
        reader.lists[-1].is_new = True
    elif kind in {"heading_open", "heading_close"}:
        reader.heading = int(token.tag[1]) if kind == "heading_open" else 0
    elif kind in {"fence", "code_block"}:
        yield Paragraph(token.content)
    elif kind == "inline":
        yield from _inline(token, reader)
    else:
        yield from _table(kind, reader)


def _table(kind: str, reader: _Reader) -> Iterator[Paragraph]:
    if kind in {"table_open", "table_close"}:
        if reader.rows:
            yield Paragraph("\n".join(" | ".join(row) for row in reader.rows), Kind.TABLE)
        reader.rows, reader.is_table = [], kind == "table_open"
    elif kind == "tr_open":
        reader.rows.append([])


def _inline(token: Token, reader: _Reader) -> Iterator[Paragraph]:
    if len(token.content) > LONGEST:
        raise Unreadable(Reason.SIZE)
    children: list[Token] = []
    _parser.inline.parse(token.content, _parser, reader.links, children)
    text = _text(children)
    if reader.is_table:
        reader.rows[-1].append(" ".join(_pointing(text).replace("|", "¦").split()))
    elif reader.heading:
        yield Paragraph(_pointing(text), Kind.HEADING, reader.heading)
    elif found := _NOTE.match(text):
        yield Paragraph(_pointing(found[2]), Kind.NOTE, 0, found[1])
    elif reader.lists and reader.lists[-1].is_new:
        yield Paragraph(_pointing(text), Kind.ITEM, len(reader.lists) - 1, _label(reader.lists[-1]))
    else:
        yield Paragraph(_pointing(text))


def _label(now: _List) -> str:
    now.is_new = False
    if now.number is None:
        return BULLET
    now.number += 1
    return f"{now.number - 1}{now.mark}"


def _pointing(text: str) -> str:
    """References to notes as the other readers write them."""
    return _POINTED.sub(r"[\1]", text)


def _text(children: Sequence[Token]) -> str:
    """Words without their emphasis; a link with its address behind it, unless that is what it shows."""
    out: list[str] = []
    links: list[tuple[int, str]] = []
    for each in children:
        if each.type in {"text", "text_special", "code_inline", "image"}:
            out.append(each.content)
        elif each.type in {"softbreak", "hardbreak"}:
            out.append(" " if each.type == "softbreak" else "\n")
        elif each.type == "link_open":
            links.append((len(out), str(each.attrGet("href") or "")))
        elif each.type == "link_close":
            start, address = links.pop()
            if address not in {"".join(out[start:]), ""} and not address.startswith("#"):
                out.append(f" ({address})")
    return "".join(out)
