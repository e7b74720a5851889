"""Which block of one version is which block of another."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from hustings.deliberation.texts.algebra.blocks import Block, Document
from hustings.deliberation.wording.differences import likeness
from hustings.deliberation.wording.words import plain

ALIKE = 0.5  # of the words: a block between the same neighbours is the same block, changed
FAR = 0.7  # the same for a block that stands elsewhere
MOST_TRIED = 40  # candidates a block: those nearest in length


def staying(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Keys that keep their order, as many as can be; the others of both rows have moved."""
    at = {key: place for place, key in enumerate(old)}
    row = [at[key] for key in new if key in at]
    tails: list[int] = []  # the smallest last member of a rising row, by its length
    before: dict[int, int | None] = {}
    for place in row:
        length = bisect_left(tails, place)
        before[place] = tails[length - 1] if length else None
        tails[length : length + 1] = [place]
    found = set()
    last = tails[-1] if tails else None
    while last is not None:
        found.add(old[last])
        last = before[last]
    return found


def rekeyed(old: Document, blocks: Sequence[Block], fresh: Callable[[], str]) -> Document:
    """A text that came back from a word processor, its blocks with the keys that they had.

    Same words first, then alike ones between the same neighbours, then alike ones anywhere; ``fresh`` makes a
    key for what is new. Of an old block no two new ones get the key.
    """
    given: dict[int, str] = {}
    _same(old, blocks, given)
    _alike_between(old, blocks, given)
    _alike_anywhere(old, blocks, given)
    return Document(
        tuple(replace(block, key=given[n] if n in given else fresh()) for n, block in enumerate(blocks))
    )


def _same(old: Document, blocks: Sequence[Block], given: dict[int, str]) -> None:
    """Equal words, in order where there are several."""
    held: dict[str, list[str]] = defaultdict(list)
    for block in reversed(old.blocks):
        held[plain(block.text)].append(block.key)
    for n, block in enumerate(blocks):
        if keys := held.get(plain(block.text)):
            given[n] = keys.pop()


def _alike_between(old: Document, blocks: Sequence[Block], given: dict[int, str]) -> None:
    """The block that stands after the one before it, in the old text."""
    taken = {*given.values()}
    for n, block in enumerate(blocks):
        if n in given or (n and n - 1 not in given):
            continue
        place = old.at[given[n - 1]] + 1 if n else 0
        known = old.blocks[place] if place < len(old.blocks) else None
        if known and known.key not in taken and _likeness(known, block) >= ALIKE:
            given[n] = known.key
            taken.add(known.key)


def _alike_anywhere(old: Document, blocks: Sequence[Block], given: dict[int, str]) -> None:
    taken = {*given.values()}
    free = [block for block in old if block.key not in taken]
    for n, block in enumerate(blocks):
        if n in given or not free:
            continue
        best = _nearest(block, free)
        if _likeness(best, block) >= FAR:
            given[n] = best.key
            free.remove(best)


def _nearest(block: Block, free: Sequence[Block]) -> Block:
    near = sorted(free, key=lambda one: abs(len(one.text) - len(block.text)))[:MOST_TRIED]
    return max(near, key=lambda one: _likeness(one, block))


def _likeness(one: Block, other: Block) -> float:
    """Whatever a word processor made of quotation marks and spaces."""
    return likeness(plain(one.text), plain(other.text))
