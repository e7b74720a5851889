"""Two versions side by side, and the amendments that make one into the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from hustings.deliberation.texts.algebra.alignment import staying
from hustings.deliberation.texts.algebra.blocks import Block, Document
from hustings.deliberation.texts.algebra.kinds import Amendment, Put, Remove, Replace
from hustings.deliberation.wording.differences import Run, Sort, edits, runs


class Fate(StrEnum):
    """Fate of a block."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Row:
    """One block of either version or of both. ``runs`` has the words of both."""

    old: Block | None
    new: Block | None
    runs: tuple[Run, ...]
    is_moved: bool = False

    @property
    def fate(self) -> Fate:
        if self.old is None:
            return Fate.ADDED
        if self.new is None:
            return Fate.REMOVED
        return Fate.SAME if self.old == self.new else Fate.CHANGED


def compared(old: Document, new: Document) -> tuple[Row, ...]:
    """All blocks in the new order; what was removed stands after what it stood after."""
    stay = staying([*old.at], [*new.at])
    gone_after: dict[str | None, list[Block]] = {}
    last: str | None = None
    for block in old:
        if block.key not in new:
            gone_after.setdefault(last, []).append(block)
        elif block.key in stay:
            last = block.key
    return tuple(_rows(old, new, stay, gone_after))


def _rows(
    old: Document, new: Document, stay: set[str], gone_after: dict[str | None, list[Block]]
) -> Iterator[Row]:
    yield from map(_gone, gone_after.get(None, ()))
    for block in new:
        if block.key in old:
            before = old[block.key]
            yield Row(before, block, runs(before.text, block.text), block.key not in stay)
        else:
            yield Row(None, block, _all(Sort.ADDED, block))
        if block.key in stay:
            yield from map(_gone, gone_after.get(block.key, ()))


def _gone(block: Block) -> Row:
    return Row(block, None, _all(Sort.REMOVED, block))


def _all(sort: Sort, block: Block) -> tuple[Run, ...]:
    return (Run(sort, block.text),) if block.text else ()


def between(old: Document, new: Document, prefix: str) -> list[Amendment]:
    """Amendments that make ``new`` of ``old``: how an editor's changes by hand are recorded.

    None conflicts with another. Their keys are the prefix and a number. Labels, levels and kinds of blocks
    are no part of it.
    """
    found: list[Amendment] = []

    def key() -> str:
        return f"{prefix}{len(found) + 1}"

    for block in old:
        if block.key not in new:
            found.append(Remove(key(), old.digest, (block.key,)))
        else:
            for edit in edits(block.text, new[block.key].text):
                found.append(Replace(key(), old.digest, block.key, edit.start, edit.end, edit.text))
    for anchor, put in _put(old, new):
        found.append(Put(key(), old.digest, anchor, put))
    return found


def _put(old: Document, new: Document) -> Iterator[tuple[str | None, tuple[Block | str, ...]]]:
    """Rows of new and moved blocks, each with the block that stays in front of it."""
    stay = staying([*old.at], [*new.at])
    anchor: str | None = None
    waiting: list[Block | str] = []
    for block in new:
        if block.key in stay:
            if waiting:
                yield anchor, tuple(waiting)
            anchor, waiting = block.key, []
        else:
            waiting.append(block.key if block.key in old else block)
    if waiting:
        yield anchor, tuple(waiting)
