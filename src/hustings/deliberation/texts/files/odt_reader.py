"""Paragraphs of an OpenDocument text, as its last version reads: tracked deletions are not in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from hustings.deliberation.texts.algebra.blocks import Kind
from hustings.deliberation.texts.files.numbering import BULLET, DEEPEST, Counter, Level
from hustings.deliberation.texts.files.package import Package
from hustings.deliberation.texts.files.refusals import Reason, Unreadable
from hustings.deliberation.texts.files.structure import Paragraph

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE, _TABLE = (f"{{{_NS}{name}:1.0}}" for name in ("text", "style", "table"))
_OFFICE = f"{{{_NS}office:1.0}}"
_LEFT_OUT = {
    "tracked-changes",
    "table-of-content",
    "annotation",
    "annotation-end",
    "sequence-decls",
    "note",
    "frame",
    "p",  # within another one it is in no text that a word processor writes
    "h",
}
_LEFT_OUT |= {
    "alphabetical-index",
    "illustration-index",
    "table-index",
    "bibliography",
    "user-index",
    "ruby-text",
}
_MOST_SPACES = 10


@dataclass
class _Reader:
    lists: dict[str, dict[int, Level]]
    hidden: set[str]
    headings: Counter
    running: dict[str, Counter] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def paragraphs(package: Package) -> Iterator[Paragraph]:
    """All of it; Unreadable where it is no text document."""
    if package.read("mimetype").strip() not in {
        b"application/vnd.oasis.opendocument.text",
        b"application/vnd.oasis.opendocument.text-template",
    }:
        raise Unreadable(Reason.KIND)
    if "meta-inf/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Unreadable(Reason.LOCKED)
    content = package.tree("content.xml")
    styles = package.tree("styles.xml") if "styles.xml" in package else ()
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise Unreadable(Reason.KIND)
    reader = _Reader(_lists(content, styles), _hidden(content, styles), _outline(styles))
    yield from _blocks(body, reader)
    for number, text in enumerate(reader.notes, 1):
        if text:
            yield Paragraph(text, Kind.NOTE, 0, str(number))


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else otherwise


# --- Styles and numbers ----------------------------------------------------------------------------
def _everywhere(content: Any, styles: Any, tag: str) -> Iterator[Any]:
    return chain(*(root.iter(tag) for root in (styles, content) if len(root)))


def _lists(content: Any, styles: Any) -> dict[str, dict[int, Level]]:
    return {
        str(each.get(f"{_STYLE}name")): _levels(each)
        for each in _everywhere(content, styles, f"{_TEXT}list-style")
    }


def _outline(styles: Any) -> Counter:
    found = next(styles.iter(f"{_TEXT}outline-style"), None) if len(styles) else None
    return Counter(_levels(found) if found is not None else {})


def _levels(style: Any) -> dict[int, Level]:
    return {min(_number(each.get(f"{_TEXT}level"), 1), DEEPEST) - 1: _level(each) for each in style}


def _level(level: Any) -> Level:
    if _name(level).endswith("bullet"):
        return Level(BULLET)
    form = level.get(f"{_STYLE}num-format") or ""
    depth = min(_number(level.get(f"{_TEXT}level"), 1), DEEPEST)
    shown = min(_number(level.get(f"{_TEXT}display-levels"), 1), depth)
    numbers = ".".join(f"%{n}" for n in range(depth - shown + 1, min(depth, 9) + 1))
    around = [str(level.get(f"{_STYLE}num-{side}") or "")[:30] for side in ("prefix", "suffix")]
    pattern = numbers.join(each.replace("%", "") for each in around)
    return Level(
        form if form in {"1", "a", "A", "i", "I"} else "",
        pattern,
        _number(level.get(f"{_TEXT}start-value"), 1),
    )


def _hidden(content: Any, styles: Any) -> set[str]:
    """Styles of text that isn't shown."""
    return {
        str(each.get(f"{_STYLE}name"))
        for each in _everywhere(content, styles, f"{_STYLE}style")
        for properties in each.iter(f"{_STYLE}text-properties")
        if properties.get(f"{{{_NS}text:1.0}}display") == "none"
    }


# --- Text ----------------------------------------------------------------------------------------
def _blocks(parent: Any, reader: _Reader) -> Iterator[Paragraph]:
    for each in parent:
        name = _name(each)
        if name == "p":
            yield Paragraph(_text(each, reader))
            yield from _boxes(each, reader)
        elif name == "h":
            yield _heading(each, reader)
        elif name == "list":
            yield from _list(each, reader, 0, None)
        elif name == "table":
            yield Paragraph("\n".join(_rows(each, reader)), Kind.TABLE)
        elif name not in _LEFT_OUT:
            yield from _blocks(each, reader)


def _boxes(paragraph: Any, reader: _Reader) -> Iterator[Paragraph]:
    for box in paragraph.iter("{*}text-box"):
        if not any(_name(above) in {"text-box", "note"} for above in box.iterancestors()):
            yield from _blocks(box, reader)


def _heading(heading: Any, reader: _Reader) -> Paragraph:
    text = _text(heading, reader)
    level = min(max(_number(heading.get(f"{_TEXT}outline-level"), 1), 1), DEEPEST)
    is_counted = text.strip() and heading.get(f"{_TEXT}is-list-header") != "true"
    label = reader.headings.next(level - 1) if is_counted else ""
    return Paragraph(f"{label} {text}" if label not in {"", BULLET} else text, Kind.HEADING, min(level, 6))


def _list(parent: Any, reader: _Reader, depth: int, counter: Counter | None) -> Iterator[Paragraph]:
    name = str(parent.get(f"{_TEXT}style-name") or "")
    if counter is None or (name and reader.lists.get(name) is not counter.levels):
        counter = _counter(parent, name, reader)
    for item in parent:
        is_first = _name(item) == "list-item"
        start = item.get(f"{_TEXT}start-value")
        for each in item:
            kind = _name(each)
            if kind == "list":
                yield from _list(each, reader, min(depth + 1, DEEPEST - 1), counter)
            elif kind == "h":
                yield _heading(each, reader)
            elif kind == "p" and (text := _text(each, reader)).strip():
                label = counter.next(depth, _number(start, 1) if start else None) if is_first else ""
                yield Paragraph(text, Kind.ITEM, depth, label) if label else Paragraph(text)
                is_first = False


def _counter(parent: Any, name: str, reader: _Reader) -> Counter:
    """A list anew, or the last one of its style going on."""
    if parent.get(f"{_TEXT}continue-numbering") == "true" and name in reader.running:
        return reader.running[name]
    counter = Counter(reader.lists.get(name, {depth: Level(BULLET) for depth in range(DEEPEST)}))
    reader.running[name] = counter
    return counter


def _rows(table: Any, reader: _Reader) -> Iterator[str]:
    for row in table.iter(f"{_TABLE}table-row"):
        if next(row.iterancestors(f"{_TABLE}table")) is table:
            cells = [each for each in row if _name(each) == "table-cell"]
            yield " | ".join(_cell(cell, reader) for cell in cells)


def _cell(cell: Any, reader: _Reader) -> str:
    text = " ".join(_text(each, reader) for each in _paragraphs(cell))
    return " ".join(text.replace("|", "¦").split())


def _paragraphs(parent: Any) -> Iterator[Any]:
    """All within, but for those of notes: they are read once, where the text points at them."""
    for each in parent:
        name = _name(each)
        if name in {"p", "h"}:
            yield each
        if name != "note":
            yield from _paragraphs(each)


def _text(paragraph: Any, reader: _Reader) -> str:
    """Its words; runs of spaces in the XML are one space, the others are written as elements."""
    return "".join(_pieces(paragraph, reader))


def _pieces(parent: Any, reader: _Reader) -> Iterator[str]:
    yield _spaced(parent.text)
    for each in parent:
        name = _name(each)
        if name == "s":
            yield " " * min(_number(each.get(f"{_TEXT}c"), 1), _MOST_SPACES)
        elif name == "tab":
            yield " "
        elif name == "line-break":
            yield "\n"
        elif name == "note":
            yield _note(each, reader)
        elif name not in _LEFT_OUT and str(each.get(f"{_TEXT}style-name")) not in reader.hidden:
            yield from _pieces(each, reader)
        yield _spaced(each.tail)


def _note(note: Any, reader: _Reader) -> str:
    body = note.find(f"{_TEXT}note-body")
    reader.notes.append("")
    number = len(reader.notes)
    if body is not None:
        text = " ".join(_text(each, reader) for each in _paragraphs(body))
        reader.notes[number - 1] = " ".join(text.split())
    return f"[{number}]"


def _spaced(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")
