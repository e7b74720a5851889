"""Difference of two texts by words.

Decision: a longest common subsequence of the words, by rapidfuzz (bit-parallel, integers only, so the same
everywhere, and no text makes it slow, as one word a thousand times does with ``difflib``). It finds the
fewest changes, not the clearest, therefore two steps more. Words that are kept by chance, such as a lone "de"
or a comma between two rewritten pieces, count as changed: an island stays only if it holds a tenth of what is
changed on both its sides, and at least one word. Then a change that can stand in several places stands where
a word begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from hustings.deliberation.wording.words import bounds, count, words

ISLAND = 0.1  # of the words changed beside it: fewer kept ones are chance
REWRITTEN = 0.5  # of the words: where fewer are kept, the whole was written anew
MOST_WORDS = 20_000  # of a block; above, only its beginning and end are compared


class Sort(StrEnum):
    """Fate of some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one fate. Same and removed ones, joined, are the old text; same and added ones the new."""

    sort: Sort
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Other words in place of the characters ``start`` to ``end``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Gap:
    """Words ``a1`` to ``a2`` of the old text, replaced by ``b1`` to ``b2`` of the new one."""

    a1: int
    a2: int
    b1: int
    b2: int


def runs(old: str, new: str) -> tuple[Run, ...]:
    """Both texts in one, removed words in front of those that replace them."""
    a, b = words(old), words(new)
    found: list[Run] = []
    at = 0
    for gap in _gaps(old, new):
        _add(found, Sort.SAME, a[at : gap.a1])
        _add(found, Sort.REMOVED, a[gap.a1 : gap.a2])
        _add(found, Sort.ADDED, b[gap.b1 : gap.b2])
        at = gap.a2
    _add(found, Sort.SAME, a[at:])
    return tuple(found)


def _add(found: list[Run], sort: Sort, tokens: Sequence[str]) -> None:
    if tokens:
        found.append(Run(sort, "".join(tokens)))


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """The changes that turn one into the other, in order and apart: no two of them touch."""
    at, b = bounds(old), words(new)
    return tuple(Edit(at[gap.a1], at[gap.a2], "".join(b[gap.b1 : gap.b2])) for gap in _gaps(old, new))


def is_rewritten(old: str, new: str) -> bool:
    """Whether so few words are kept that comparing them says nothing."""
    a, b = words(old), words(new)
    gaps = _gaps(old, new)
    kept = count(a) - sum(count(a[gap.a1 : gap.a2]) for gap in gaps)
    return kept < REWRITTEN * max(count(a), count(b))


def likeness(old: str, new: str) -> float:
    """Share of the words that two texts have in common, in one order: 0 to 1."""
    a, b = _numbered(words(old), words(new))
    return float(LCSseq.normalized_similarity(a[:MOST_WORDS], b[:MOST_WORDS]))


@lru_cache(maxsize=256)
def _gaps(old: str, new: str) -> tuple[_Gap, ...]:
    if old == new:
        return ()
    a, b = words(old), words(new)
    first = _common(a, b)
    last = _common(a[first:][::-1], b[first:][::-1])
    found = _aligned(a[first : len(a) - last], b[first : len(b) - last], first)
    if not (found := _without_islands(found, a)):
        return ()
    highs = [
        *(gap.a1 - 1 for gap in found[1:]),
        len(a),
    ]  # up to where each may slide without touching another
    return tuple(_slid(gap, a, b, high) for gap, high in zip(found, highs, strict=True))


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    n = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        n += 1
    return n


def _aligned(a: Sequence[str], b: Sequence[str], first: int) -> list[_Gap]:
    """The gaps between the words in common; ``first``: how many stand in front, in both."""
    if not a and not b:
        return []
    if not a or not b or max(len(a), len(b)) > MOST_WORDS:
        return [_Gap(first, first + len(a), first, first + len(b))]
    found: list[_Gap] = []
    left, right = _numbered(a, b)
    for step in LCSseq.opcodes(left, right):
        if step.tag == "equal":
            continue
        here = _Gap(
            step.src_start + first, step.src_end + first, step.dest_start + first, step.dest_end + first
        )
        if found and found[-1].a2 == here.a1 and found[-1].b2 == here.b1:
            here = _Gap(found[-1].a1, here.a2, found.pop().b1, here.b2)
        found.append(here)
    return found


def _numbered(a: Sequence[str], b: Sequence[str]) -> tuple[list[int], list[int]]:
    """Words as numbers, in the order in which they come: no hash of a text, which differs by process."""
    known: dict[str, int] = {}
    left, right = ([known.setdefault(word, len(known)) for word in row] for row in (a, b))
    return left, right


def _without_islands(gaps: list[_Gap], a: Sequence[str]) -> list[_Gap]:
    """Join neighbours with next to nothing between them."""
    found: list[_Gap] = []
    for gap in gaps:
        while found:
            last = found[-1]
            kept = count(a[last.a2 : gap.a1])
            if kept and kept >= ISLAND * (_size(last) + _size(gap)):
                break
            gap = _Gap(last.a1, gap.a2, last.b1, gap.b2)
            found.pop()
        found.append(gap)
    return found


def _size(gap: _Gap) -> int:
    """About how many words: every other one is a space."""
    return (gap.a2 - gap.a1 + gap.b2 - gap.b1) // 2


def _slid(gap: _Gap, a: Sequence[str], b: Sequence[str], high: int) -> _Gap:
    """The same change, begun with a word and not with the space in front of it, where both can be."""
    is_old = gap.b1 == gap.b2
    if not is_old and gap.a1 != gap.a2:
        return gap
    row = a if is_old else b
    start, end = (gap.a1, gap.a2) if is_old else (gap.b1, gap.b2)
    if row[start].isspace() and gap.a2 < high and end < len(row) and row[end] == row[start]:
        return _Gap(gap.a1 + 1, gap.a2 + 1, gap.b1 + 1, gap.b2 + 1)
    return gap
