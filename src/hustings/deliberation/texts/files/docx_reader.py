"""Paragraphs of a Word document, as its last version reads: insertions taken, deletions and hidden text not.

Read from its XML and not through python-docx, which knows no footnotes, no numbers and no tracked changes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hustings.deliberation.texts.algebra.blocks import Kind
from hustings.deliberation.texts.files.numbering import BULLET, DEEPEST, Counter, Level
from hustings.deliberation.texts.files.package import Package
from hustings.deliberation.texts.files.refusals import Reason, Unreadable
from hustings.deliberation.texts.files.structure import Paragraph

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_AROUND = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent", "Choice"}
_LEFT_OUT = {"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "Fallback", "txbxContent", "p"}
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": " "}
_FORMS = {
    "decimal": "1",
    "decimalZero": "01",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
    "bullet": BULLET,
    "none": "",
}  # others count in figures
_HEADING = re.compile(r"(?:heading|titre|überschrift)\s*([1-9])$")
_LIST = re.compile(r"(?:list|liste)\b.*?([2-5])?$")
_SOME_BASES = 20  # styles that stand on styles
_MOST_STYLES = 5_000


@dataclass(frozen=True, slots=True)
class _Style:
    """A style, as far as it says something of its paragraphs."""

    heading: int = 0
    number: str = ""
    depth: int = 0


@dataclass
class _Reader:
    package: Package
    folder: str
    styles: dict[str, _Style] = field(default_factory=dict)
    counters: dict[str, tuple[Counter, dict[int, int]]] = field(default_factory=dict)
    notes: dict[tuple[str, str], int] = field(default_factory=dict)  # kind and id, in the order of the text


def paragraphs(package: Package) -> Iterator[Paragraph]:
    """All of it; Unreadable where it is no Word document."""
    main = _main(package)
    reader = _Reader(package, main.rpartition("/")[0])
    reader.styles = _styles(reader)
    reader.counters = _counters(reader)
    body = next((each for each in _tree(package, main) if _name(each) == "body"), None)
    if body is None:
        raise Unreadable(Reason.KIND)
    yield from _blocks(body, reader)
    yield from _notes(reader)


def _main(package: Package) -> str:
    """The part with the text, which needn't have its usual name."""
    for each in package.tree("_rels/.rels").iter(_RELATION):
        if each.get("Type", "").endswith("/officeDocument"):
            return str(each.get("Target", "")).lstrip("/")
    raise Unreadable(Reason.KIND)


def _tree(package: Package, name: str) -> Any:
    """A part; the strict namespace as the usual one."""
    root = package.tree(name)
    if root.tag.startswith(_STRICT):
        for each in root.iter():
            if isinstance(each.tag, str) and each.tag.startswith(_STRICT):
                each.tag = each.tag.replace(_STRICT, _W)
                for key in [key for key in each.attrib if key.startswith(_STRICT)]:
                    each.set(key.replace(_STRICT, _W), each.attrib.pop(key))
    return root


def _beside(reader: _Reader, name: str) -> Any:
    path = f"{reader.folder}/{name}".lstrip("/")
    return _tree(reader.package, path) if path in reader.package else ()


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _value(element: Any, *path: str) -> str:
    """The ``w:val`` of what lies within, or nothing."""
    for step in path:
        element = element.find(_W + step) if element is not None else None
    return "" if element is None else str(element.get(f"{_W}val", ""))


def _number(text: str, otherwise: int = 0) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else otherwise


# --- Styles and numbers ----------------------------------------------------------------------------
def _styles(reader: _Reader) -> dict[str, _Style]:
    found = {
        str(each.get(f"{_W}styleId")): each
        for each in _beside(reader, "styles.xml")
        if _name(each) == "style" and each.get(f"{_W}type") == "paragraph"
    }
    if len(found) > _MOST_STYLES:
        raise Unreadable(Reason.SIZE)
    return {key: _style(key, found) for key in found}


def _style(key: str, found: dict[str, Any]) -> _Style:
    """Its own words, and where it is silent those of the style under it."""
    heading, number, depth = 0, "", 0
    for _ in range(_SOME_BASES):
        if (style := found.get(key)) is None:
            break
        name = _value(style, "name").casefold()
        outline = _value(style, "pPr", "outlineLvl")
        if not heading and (named := _HEADING.match(name)):
            heading = int(named[1])
        elif not heading and name in {"title", "titre"}:
            heading = 1
        elif not heading and outline:
            heading = _number(outline, 9) + 1
        if not number and (number := _value(style, "pPr", "numPr", "numId")):
            listed = _LIST.match(name)
            depth = _number(_value(style, "pPr", "numPr", "ilvl"))
            depth = max(depth, int(listed[1]) - 1 if listed and listed[1] else 0)
        key = _value(style, "basedOn")
    return _Style(min(heading, 6) if heading < 10 else 0, number, depth)


def _counters(reader: _Reader) -> dict[str, tuple[Counter, dict[int, int]]]:
    """The lists by their numbers: how each counts, and where it begins anew."""
    root = _beside(reader, "numbering.xml")
    abstract = {
        str(each.get(f"{_W}abstractNumId")): Counter(
            {_depth(level): _level(level) for level in each if _name(level) == "lvl"}
        )
        for each in root
        if _name(each) == "abstractNum"
    }
    found = {}
    for each in root:
        if _name(each) == "num":
            counter = abstract.get(_value(each, "abstractNumId"), Counter({}))
            starts = {
                _depth(over): _number(_value(over, "startOverride"), 1)
                for over in each
                if _name(over) == "lvlOverride" and over.find(f"{_W}startOverride") is not None
            }
            found[str(each.get(f"{_W}numId"))] = (counter, starts)
    return found


def _depth(level: Any) -> int:
    return min(_number(str(level.get(f"{_W}ilvl", ""))), DEEPEST)


def _level(level: Any) -> Level:
    form = _FORMS.get(_value(level, "numFmt"), "1")
    return Level(form, _value(level, "lvlText")[:50], _number(_value(level, "start"), 1))


# --- Text ----------------------------------------------------------------------------------------
def _blocks(parent: Any, reader: _Reader) -> Iterator[Paragraph]:
    for each in parent:
        name = _name(each)
        if name == "p":
            yield _paragraph(each, reader)
            for box in _boxes(each):
                yield from _blocks(box, reader)
        elif name == "tbl":
            yield Paragraph("\n".join(_rows(each, reader)), Kind.TABLE)
        elif name in _AROUND:
            yield from _blocks(each, reader)


def _boxes(paragraph: Any) -> list[Any]:
    """Text boxes that hang on it, without the second copy that older programs read."""
    return [
        box
        for box in paragraph.iter(f"{_W}txbxContent")
        if not any(_name(above) in {"Fallback", "txbxContent"} for above in box.iterancestors())
    ]


def _rows(table: Any, reader: _Reader) -> Iterator[str]:
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is table:
            cells = [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]
            yield " | ".join(_cell(cell, reader) for cell in cells)


def _cell(cell: Any, reader: _Reader) -> str:
    text = " ".join(_text(each, reader) for each in cell.iter(f"{_W}p"))
    return " ".join(text.replace("|", "¦").split())


def _paragraph(paragraph: Any, reader: _Reader) -> Paragraph:
    text = _text(paragraph, reader)
    properties = paragraph.find(f"{_W}pPr")
    style = reader.styles.get(_value(properties, "pStyle"), _Style())
    outline = _value(properties, "outlineLvl")
    heading = style.heading or (_number(outline, 9) + 1 if outline else 0)
    number = _value(properties, "numPr", "numId") or style.number
    depth = _value(properties, "numPr", "ilvl")
    label = _label(number, _number(depth, style.depth), reader) if text.strip() else ""
    if 0 < heading < 10:
        return Paragraph(
            f"{label} {text}" if label not in {"", BULLET} else text, Kind.HEADING, min(heading, 6)
        )
    if re.match(r"(?i:article|art\.|titre|chapitre|section|title|chapter)\s", label):
        return Paragraph(f"{label} {text}")
    if label:
        return Paragraph(text, Kind.ITEM, max(style.depth, min(_number(depth, style.depth), DEEPEST)), label)
    return Paragraph(text)


def _label(number: str, depth: int, reader: _Reader) -> str:
    counter, starts = reader.counters.get(number, (None, {}))
    if counter is None:
        return ""
    level = depth if depth in counter.levels else 0
    return counter.next(level, starts.pop(level, None))


def _text(paragraph: Any, reader: _Reader) -> str:
    return "".join(_pieces(paragraph, reader))


def _pieces(parent: Any, reader: _Reader) -> Iterator[str]:
    for each in parent:
        name = _name(each)
        if name == "t":
            yield each.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name in {"footnoteReference", "endnoteReference"}:
            key = (name.removesuffix("Reference"), str(each.get(f"{_W}id")))
            yield f"[{reader.notes.setdefault(key, len(reader.notes) + 1)}]"
        elif name not in _LEFT_OUT and not _is_hidden(each):
            yield from _pieces(each, reader)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish") if _name(run) == "r" else None
    return vanish is not None and vanish.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _notes(reader: _Reader) -> Iterator[Paragraph]:
    """Those that the text points at, numbered as it meets them."""
    parts = {kind: _beside(reader, f"{kind}s.xml") for kind in ("footnote", "endnote")}
    texts = {
        (kind, str(note.get(f"{_W}id"))): " ".join(_text(each, reader) for each in note.iter(f"{_W}p"))
        for kind, root in parts.items()
        for note in root
        if _name(note) == kind
    }
    for key, number in list(reader.notes.items()):
        if text := texts.get(key, "").strip():
            yield Paragraph(" ".join(text.split()), Kind.NOTE, 0, str(number))
