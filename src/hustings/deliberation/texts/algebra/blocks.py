"""A text as a row of blocks, and its digest."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256


class Kind(StrEnum):
    """Kinds of block."""

    HEADING = "heading"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that moves as a whole. ``key`` is given once and never again to another block.

    ``level``: of a heading 1 to 6, of an item 0 upwards. ``label``: "3", "premier", "1°", "a)"; no amendment
    touches it. Rows of a table are lines, their cells stand between " | ".
    """

    key: str
    text: str
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    label: str = ""


@dataclass(frozen=True)
class Document:
    """One version of a text. It never changes."""

    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        if len(self.at) != len(self.blocks):
            raise ValueError("two blocks have one key")

    @cached_property
    def at(self) -> dict[str, int]:
        """The place of each key."""
        return {block.key: place for place, block in enumerate(self.blocks)}

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all that a reader sees, and the keys; 64 letters."""
        rows = [[b.key, b.kind.value, b.level, b.label, b.text] for b in self.blocks]
        return sha256(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()

    def __getitem__(self, key: str) -> Block:
        return self.blocks[self.at[key]]

    def __contains__(self, key: object) -> bool:
        return key in self.at

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)

    def before(self, key: str) -> str | None:
        """The key in front of it; None at the start."""
        place = self.at[key]
        return self.blocks[place - 1].key if place else None

    def section(self, key: str) -> tuple[str, ...]:
        """Keys of a heading or an article and of all that stands under it; of another block, its own."""
        rank = _rank(self[key])
        found = [key]
        if rank is not None:
            for block in self.blocks[self.at[key] + 1 :]:
                other = _rank(block)
                if other is not None and other <= rank:
                    break
                found.append(block.key)
        return tuple(found)

    def articles(self) -> dict[str, tuple[str, ...]]:
        """The sections of its articles, by the article's key."""
        return {each.key: self.section(each.key) for each in self if each.kind is Kind.ARTICLE}


def _rank(block: Block) -> int | None:
    """Rank in the outline: headings by their level, articles below all of them."""
    if block.kind is Kind.HEADING:
        return block.level
    return 7 if block.kind is Kind.ARTICLE else None
