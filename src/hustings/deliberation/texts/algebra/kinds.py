"""Kinds of amendment, and which two of them want the same thing.

Ranges are half open. Two replaced ranges conflict if they share a character; where one ends and the next one
begins they don't, for their order is that of the text. Something inserted stands between two words and means
them both, so it conflicts with another insertion at the same point and with each range that contains or
touches this point. That is more than needed to print the result; it is what keeps the result the same
whichever is accepted first, and an author who adds after a word wants to know that this word goes.

With whole blocks: a removal conflicts with all else about these blocks; a block moves once; what is added or
moved stands after an ``anchor``, where nothing else is put and which neither goes nor moves.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from hustings.deliberation.texts.algebra.blocks import Block, Document


class Misplaced(ValueError):
    """The amendment does not fit its base: other digest, no such block, no such range."""


@dataclass(frozen=True, slots=True)
class Replace:
    """Other words in place of ``start`` to ``end`` of a block. An empty range inserts, empty text removes."""

    key: str
    base: str
    block: str
    start: int
    end: int
    text: str

    @property
    def is_insertion(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Remove:
    """Whole blocks that go."""

    key: str
    base: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Put:
    """Blocks after ``anchor``, in this order; None: at the start. New ones, and by their keys such as move
    there.
    """

    key: str
    base: str
    anchor: str | None
    blocks: tuple[Block | str, ...]

    @property
    def added(self) -> tuple[Block, ...]:
        return tuple(each for each in self.blocks if isinstance(each, Block))

    @property
    def moved(self) -> tuple[str, ...]:
        return tuple(each for each in self.blocks if isinstance(each, str))

    @property
    def row(self) -> tuple[str, ...]:
        """The keys of all, in their order."""
        return tuple(each if isinstance(each, str) else each.key for each in self.blocks)


Amendment: TypeAlias = Replace | Remove | Put


def check(document: Document, one: Amendment) -> None:
    """Raise Misplaced unless it can be applied to this version, and says something."""
    if one.base != document.digest:
        raise Misplaced(f"{one.key}: its base is another version")
    if isinstance(one, Replace):
        if one.block not in document:
            raise Misplaced(f"{one.key}: no block {one.block}")
        if not 0 <= one.start <= one.end <= len(document[one.block].text):
            raise Misplaced(f"{one.key}: no range {one.start} to {one.end}")
        return
    named = subjects(one)
    if missing := [key for key in named if key not in document]:
        raise Misplaced(f"{one.key}: no block {missing[0]}")
    row = one.row if isinstance(one, Put) else named
    if not row or len({*row}) < len(row):
        raise Misplaced(f"{one.key}: names no block, or one twice")
    if isinstance(one, Put):
        _check_put(document, one)


def _check_put(document: Document, one: Put) -> None:
    if any(block.key in document for block in one.added):
        raise Misplaced(f"{one.key}: new blocks need new keys")
    if one.anchor is not None and one.anchor not in document:
        raise Misplaced(f"{one.key}: no block {one.anchor}")
    if one.anchor in one.moved:
        raise Misplaced(f"{one.key}: moves a block after itself")


def is_idle(document: Document, one: Amendment) -> bool:
    """Whether it would change nothing."""
    if isinstance(one, Replace):
        return document[one.block].text[one.start : one.end] == one.text
    if isinstance(one, Put):
        row = [block.key for block in document]
        first = 0 if one.anchor is None else row.index(one.anchor) + 1
        return tuple(row[first : first + len(one.row)]) == one.row
    return False


def ranges_clash(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two ranges of one block want the same place."""
    (start, end), (from_, to) = one, other
    if start == end or from_ == to:
        return start <= to and from_ <= end
    return start < to and from_ < end


def subjects(one: Amendment) -> tuple[str, ...]:
    """Blocks that it removes or moves."""
    if isinstance(one, Replace):
        return ()
    return one.blocks if isinstance(one, Remove) else one.moved


def clash(one: Amendment, other: Amendment) -> bool:
    """Whether two amendments of one base conflict: at most one of them can be accepted as it stands."""
    if isinstance(one, Replace) and isinstance(other, Replace):
        return one.block == other.block and ranges_clash((one.start, one.end), (other.start, other.end))
    if isinstance(one, Replace) or isinstance(other, Replace):
        words, whole = (one, other) if isinstance(one, Replace) else (other, one)
        return isinstance(whole, Remove) and isinstance(words, Replace) and words.block in whole.blocks
    return _blocks_clash(one, other)


def _blocks_clash(one: Remove | Put, other: Remove | Put) -> bool:
    if {*subjects(one)} & {*subjects(other)}:
        return True
    if (
        isinstance(one, Put)
        and isinstance(other, Put)
        and (one.anchor == other.anchor or {*one.row} & {*other.row})
    ):
        return True
    return any(
        isinstance(here, Put) and here.anchor is not None and here.anchor in subjects(there)
        for here, there in ((one, other), (other, one))
    )


def on(base: str, amendments: Iterable[Amendment]) -> list[Amendment]:
    """The same amendments with another base: for what is known to fit it."""
    return [replace(one, base=base) for one in amendments]
