"""A text as Markdown: what ``reading.read`` makes the same text of."""

import re
from collections.abc import Iterator

from hustings.deliberation.texts.algebra.blocks import Block, Document, Kind
from hustings.deliberation.texts.files.numbering import BULLET

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|&~])")
_FIRST = re.compile(r"^(?:(\d+)([.)])|([-+=]))")
_ORDERED = re.compile(r"\d{1,9}[.)]$")


def markdown(document: Document) -> str:
    """The whole text; articles stand one level below the heading in front of them."""
    notes = {block.label for block in document if block.kind is Kind.NOTE}
    rank, last, out = 0, None, []
    for block in document:
        if block.kind is Kind.HEADING:
            rank = block.level
        depth = _depth(block, last)
        is_tight = block.kind is Kind.ITEM and last is not None
        out.append(("\n" if is_tight else "\n\n") + _block(block, rank, depth, notes))
        last = depth if block.kind is Kind.ITEM else None
    return "".join(out).strip() + "\n"


def _depth(block: Block, last: int | None) -> int:
    """An item can't stand deeper than one below the item before it."""
    return 0 if last is None else min(block.level, last + 1)


def _block(block: Block, rank: int, depth: int, notes: set[str]) -> str:
    text = _escaped(block.text, notes)
    if block.kind is Kind.HEADING:
        return f"{'#' * min(max(block.level, 1), 6)} {text}"
    if block.kind is Kind.ARTICLE:
        return f"{'#' * min(rank + 1, 6)} {text}"
    if block.kind is Kind.ITEM:
        return "    " * depth + _item(block, text)
    if block.kind is Kind.TABLE:
        return "\n".join(_table(block, notes))
    if block.kind is Kind.NOTE:
        return f"[^{block.label}]: {text}"
    return _guarded(text)


def _item(block: Block, text: str) -> str:
    if _ORDERED.match(block.label):
        return f"{block.label} {_guarded(text)}"
    sign = "" if block.label in {"", BULLET} else f"{_escaped(block.label, set())} "
    return f"- {_guarded(sign + text)}"


def _escaped(text: str, notes: set[str]) -> str:
    """Nothing in it is a mark of Markdown but references to notes, and a line is a line."""
    lines = [_SPECIAL.sub(r"\\\1", line) for line in text.splitlines()]
    return re.sub(
        r"\\\[(\w+)\\\]",
        lambda found: f"[^{found[1]}]" if found[1] in notes else found[0],
        "\\\n".join(lines),
    )


def _guarded(text: str) -> str:
    """No number or dash at the start that would begin a list."""
    return _FIRST.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", text)


def _table(block: Block, notes: set[str]) -> Iterator[str]:
    rows = [row.split(" | ") for row in block.text.splitlines()]
    width = max(map(len, rows), default=1)
    for at, row in enumerate(rows):
        cells = [_escaped(cell, notes) for cell in [*row, *[""] * (width - len(row))]]
        yield f"| {' | '.join(cells)} |"
        if at == 0:
            yield "|" + " --- |" * width
