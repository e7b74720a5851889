"""Changes that people write in a box, as amendments; and amendments in short words."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation

from hustings.deliberation.consultations.comparison import Piece as Part
from hustings.deliberation.texts.algebra import kinds
from hustings.deliberation.texts.algebra.application import Piece
from hustings.deliberation.texts.algebra.blocks import Block, Document, Kind
from hustings.deliberation.texts.files.structure import clean
from hustings.deliberation.wording.differences import edits
from hustings.deliberation.wording.words import span, words
from hustings.foundation.lib.text import phrases

LONGEST, SHOWN, MOST = 20_000, 160, 12  # letters of a block; of a quotation; changes made at once
AROUND = 24  # words and spaces shown around a change


def typed(text: str) -> str:
    """Text of a box as blocks have it: clean lines, none empty at the ends."""
    lines = [clean(line) for line in text.replace("\r\n", "\n").split("\n")]
    return "\n".join(lines).strip()


def within(text: str, before: str) -> str:
    """Typed words with the spaces that stood around ``before``: inserted words end with one, boxes don't."""
    if not text:
        return text
    words = before.strip()
    start, _words, end = before.partition(words) if words else ("", "", "")
    return f"{start}{text}{end}"


def replacements(base: str, block: Block, text: str) -> list[kinds.Replace]:
    """Changes that make ``text`` of a block, each for itself: they touch nowhere."""
    found = edits(block.text, text)
    return [
        kinds.Replace(str(n), base, block.key, one.start, one.end, one.text) for n, one in enumerate(found)
    ]


def fresh() -> str:
    """A key for a block that nobody has seen yet."""
    return f"n{secrets.token_hex(6)}"


def added(base: str, anchor: str | None, texts: Sequence[str]) -> kinds.Put:
    """New paragraphs after a block."""
    blocks = tuple(Block(fresh(), text, Kind.PARAGRAPH) for text in texts)
    return kinds.Put("0", base, anchor, blocks)


# --- Words for people: quoted as the campaign's language does ---------------------------------------------
def title(one: kinds.Amendment, document: Document) -> str:
    """The change in one line, without any words of ours: “old” → “new”."""
    old, new = (_quoted(words) for words in change(one, document))
    if old and new:
        return f"{old} → {new}"
    return f"+ {new}" if new else f"− {old}"


def _quoted(words: str) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return phrases.quoted(_short(words)) if words else ""


def change(one: kinds.Amendment, document: Document) -> tuple[str, str]:
    """The words that go and those that come."""
    if isinstance(one, kinds.Replace):
        old = document[one.block].text[one.start : one.end]
        return old.strip(), one.text.strip()
    if isinstance(one, kinds.Remove):
        return "\n".join(document[key].text for key in one.blocks if key in document), ""
    return "", "\n".join(
        each.text if isinstance(each, Block) else document[each].text
        for each in one.blocks
        if isinstance(each, Block) or each in document
    )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else f"{flat[: SHOWN - 1].rstrip()}…"


def in_place(one: kinds.Replace, text: str, *, is_whole: bool = False) -> list[Part]:
    """The change with some words around it, or with all of its block."""
    before, after = text[: one.start], text[one.end :]
    if not is_whole:
        before, after = _end(before), _beginning(after)
    parts = [
        Part("same", before),
        Part("gone", text[one.start : one.end]),
        Part("new", one.text),
        Part("same", after),
    ]
    return [part for part in parts if part.text]


def _end(text: str) -> str:
    n = len(words(text))
    return text if n <= AROUND else f"… {text[span(text, n - AROUND, n)[0] :].lstrip()}"


def _beginning(text: str) -> str:
    n = len(words(text))
    return text if n <= AROUND else f"{text[: span(text, 0, AROUND)[1]].rstrip()} …"


def wanted(text: str, one: kinds.Replace, others: Sequence[kinds.Replace]) -> list[Part]:
    """A range of a block, those of its words marked (``new``) that others want too."""
    marks = sorted((max(one.start, o.start), min(one.end, o.end)) for o in others)
    parts, at = [], one.start
    for start, end in marks:
        start = max(start, at)
        if start < end:
            parts += [Part("same", text[at:start]), Part("new", text[start:end])]
            at = end
    parts.append(Part("same", text[at : one.end]))
    return [part for part in parts if part.text]


def pieces(found: Sequence[Piece], names: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Words of a text, each with the amendment that it came with, if any."""
    return [(each.text, names.get(each.by[0]) if each.by else None) for each in found]
