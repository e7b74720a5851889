"""Kinds of the paragraphs of a file: headings, articles, items, notes, in French and English."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from hustings.deliberation.texts.algebra.blocks import Block, Document, Kind
from hustings.deliberation.texts.files.numbering import BULLET
from hustings.deliberation.texts.files.refusals import Reason, Unreadable

MOST_BLOCKS = 5_000
MOST_PARAGRAPHS = 50_000  # in the file, empty ones too
MOST_CHARACTERS = 1_500_000
LONGEST = 20_000  # characters of a block; a longer one is cut after a sentence
TITLE = 150  # characters: what is longer is no title

# Letters that can't be seen, some of which turn the direction of writing.
_UNSEEN = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]"
)
_LATIN = "bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies"
_ARTICLE = re.compile(
    r"(?i:article|art\.?)\s+"
    r"(?P<label>(?:[LRDA]\.?\s*)?\d+(?:[-.]\d+)*(?:\s?er)?|(?i:premier|première|unique)|[IVXLC]+(?:er)?)"
    rf"(?P<more>(?:\s+(?:{_LATIN}|[A-Z](?![\w’'])))*)"
    r"(?P<break>\s*[.:–—-][\s.:–—-]*|\s*$|\s+(?=[A-ZÀ-Ý(]))"
    r"(?P<rest>.*)$"
)
_PARTS = {"livre": 1, "book": 1, "titre": 2, "title": 2, "part": 2, "partie": 2, "chapitre": 3, "chapter": 3}
_PARTS |= {"section": 4, "sous-section": 5, "subsection": 5}
_PART = re.compile(
    rf"(?P<part>{'|'.join(_PARTS)})\s+(?:[ivxlc]+(?:er)?|\d+(?:er)?|premier|première|unique|[A-Z])\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_ITEM = re.compile(rf"(?P<label>\d{{1,3}}°(?:\s(?:{_LATIN}))?|\d{{1,3}}\)|[a-z]\)|[•●▪◦‣∙·–—-])\s+(?=\S)")
_NOTE = re.compile(r"\[(?P<label>\w{1,4})\]\s+(?P<rest>\S.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as a reader of files found it; its kind may be more than it looks."""

    text: str
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    label: str = ""


def document(paragraphs: Iterable[Paragraph], fresh: Callable[[], str] | None = None) -> Document:
    """The text; ``fresh`` makes the keys of its blocks, otherwise they are b1, b2 …"""
    numbers = count(1)
    fresh = fresh or (lambda: f"b{next(numbers)}")
    blocks: list[Block] = []
    notes: list[Paragraph] = []
    n = 0
    for each in _found(paragraphs):
        n += len(each.text)
        if n > MOST_CHARACTERS or len(blocks) + len(notes) >= MOST_BLOCKS:
            raise Unreadable(Reason.SIZE)
        if each.kind is Kind.NOTE:
            notes.append(each)
        else:
            blocks.append(_block(each, fresh))
    blocks = _with_notes(blocks, notes, fresh)
    if not blocks:
        raise Unreadable(Reason.EMPTY)
    return Document(tuple(blocks))


def _block(each: Paragraph, fresh: Callable[[], str]) -> Block:
    return Block(fresh(), each.text, each.kind, each.level, each.label)


def clean(text: str) -> str:
    """Composed letters, single spaces, nothing that can't be seen."""
    return re.sub(
        r"[ \t]+", " ", _UNSEEN.sub("", unicodedata.normalize("NFC", text).replace("\t", " "))
    ).strip()


def _found(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    for number, each in enumerate(paragraphs):
        if number >= MOST_PARAGRAPHS:
            raise Unreadable(Reason.SIZE)
        lines = [clean(line) for line in each.text.splitlines()]
        if each.kind is Kind.TABLE:
            if text := "\n".join(filter(None, lines)):
                yield replace(each, text=text)
            continue
        for at, line in enumerate(filter(None, lines)):
            for text in _cut(line):
                yield from _told(replace(each, text=text) if at == 0 else _further(each, text))


def _further(each: Paragraph, text: str) -> Paragraph:
    """A line after a forced break: of a heading it is the heading's, of an item no new one."""
    return Paragraph(text) if each.kind is Kind.ITEM else replace(each, text=text)


def _cut(line: str) -> Iterator[str]:
    while len(line) > LONGEST:
        at = max(line.rfind(". ", 0, LONGEST) + 1, line.rfind(" ", LONGEST // 2, LONGEST)) or LONGEST
        yield line[:at].strip()
        line = line[at:].strip()
    yield line


def _told(each: Paragraph) -> Iterator[Paragraph]:
    """Tell it by its first words: an article, a part, an item."""
    if each.kind is Kind.ITEM:
        yield _item(each)
        return
    if each.kind not in {Kind.PARAGRAPH, Kind.HEADING}:
        yield each
        return
    if found := _ARTICLE.match(each.text):
        yield from _article(each, found)
    elif each.kind is Kind.PARAGRAPH and (found := _PART.match(each.text)) and _is_title(each.text):
        yield replace(each, kind=Kind.HEADING, level=_PARTS[found["part"].lower()])
    elif each.kind is Kind.PARAGRAPH:
        yield _item(each)
    else:
        yield each


def _article(each: Paragraph, found: re.Match[str]) -> Iterator[Paragraph]:
    """One with its title, or "Article 3. The mayor decides." as an article and a paragraph."""
    label = f"{found['label']}{found['more']}"
    rest = found["rest"].strip()
    if not rest or each.kind is Kind.HEADING or _is_title(rest):
        yield Paragraph(each.text, Kind.ARTICLE, 0, label)
        return
    yield Paragraph(each.text[: found.start("break")].strip(), Kind.ARTICLE, 0, label)
    yield from _told(Paragraph(rest))


def _is_title(text: str) -> bool:
    return len(text) <= TITLE and text[-1] not in ".;:,"


def _item(each: Paragraph) -> Paragraph:
    """An item by the sign in front of it, which becomes its label."""
    found = _ITEM.match(each.text)
    if not found or each.label not in {"", BULLET}:
        return each
    label = found["label"]
    is_mark = not any(map(str.isalnum, label))
    level = each.level if each.kind is Kind.ITEM else int(label[0].isalpha())
    return Paragraph(each.text[found.end() :], Kind.ITEM, level, BULLET if is_mark else label)


def _with_notes(blocks: list[Block], notes: list[Paragraph], fresh: Callable[[], str]) -> list[Block]:
    """Notes stand last; lines at the end such as "[1] …" are some if the text points at them."""
    at = len(blocks)
    while at and (found := _NOTE.match(blocks[at - 1].text)):
        sign = f"[{found['label']}]"
        if not any(sign in block.text for block in blocks[: at - 1]):
            break
        at -= 1
        blocks[at] = replace(blocks[at], text=found["rest"], kind=Kind.NOTE, level=0, label=found["label"])
    return [*blocks, *(_block(each, fresh) for each in notes)]
