"""Conflict sets: amendments of which, taken together, not all can be accepted as they stand.

A set is a connected component: A and C may be compatible, and are shown together as both conflict with B.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from hustings.deliberation.texts.algebra.kinds import (
    Amendment,
    Put,
    Remove,
    Replace,
    ranges_clash,
    subjects,
)


def sets(amendments: Sequence[Amendment]) -> list[tuple[str, ...]]:
    """Keys of amendments that conflict, directly or through others; sets of one are left away.

    One sweep a block, n log n: a thousand amendments of one word make no million of pairs.
    """
    union = _Union(len(amendments))
    for numbered in _by_block(amendments).values():
        _sweep(numbered, union)
    for numbers in _claims(amendments):
        for number in numbers[1:]:
            union.join(numbers[0], number)
    groups: dict[int, list[str]] = defaultdict(list)
    for number, one in enumerate(amendments):
        groups[union.root(number)].append(one.key)
    return [tuple(keys) for keys in groups.values() if len(keys) > 1]


def pairs(amendments: Sequence[Amendment]) -> Iterator[tuple[str, str]]:
    """Every two that conflict directly, for showing them side by side; each pair once, none in order.

    As many as there are: up to n²/2.
    """
    seen = set()
    for numbered in _by_block(amendments).values():
        for one, other in _overlaps(numbered):
            yield amendments[one].key, amendments[other].key
    for numbers in _claims(amendments, is_direct=True):
        for at, one in enumerate(numbers):
            for other in numbers[at + 1 :]:
                pair = (min(one, other), max(one, other))
                if pair not in seen:
                    seen.add(pair)
                    yield amendments[pair[0]].key, amendments[pair[1]].key


class _Union:
    """Sets that are joined, by numbers from 0."""

    def __init__(self, n: int) -> None:
        self.parent = list(range(n))

    def root(self, number: int) -> int:
        while self.parent[number] != number:
            self.parent[number] = self.parent[self.parent[number]]
            number = self.parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        one, other = sorted((self.root(one), self.root(other)))
        self.parent[other] = one


_Numbered = list[tuple[int, int, int]]  # start, end, number of the amendment


def _by_block(amendments: Sequence[Amendment]) -> dict[str, _Numbered]:
    found: dict[str, _Numbered] = defaultdict(list)
    for number, one in enumerate(amendments):
        if isinstance(one, Replace):
            found[one.block].append((one.start, one.end, number))
    return {key: sorted(numbered) for key, numbered in found.items()}


def _sweep(numbered: _Numbered, union: _Union) -> None:
    """Join what clashes: with the range that reaches farthest, and with the last insertion."""
    farthest: tuple[int, int] | None = None  # where it ends, number
    inserted: tuple[int, int] | None = None  # at which point, number
    for start, end, number in numbered:
        if farthest and (start < farthest[0] or (start == end == farthest[0])):
            union.join(number, farthest[1])
        if inserted and inserted[0] == start:
            union.join(number, inserted[1])
        if start == end:
            inserted = (start, number)
        elif farthest is None or end > farthest[0]:
            farthest = (end, number)


def _overlaps(numbered: _Numbered) -> Iterator[tuple[int, int]]:
    reaching: _Numbered = []
    for each in numbered:
        reaching = [other for other in reaching if other[1] >= each[0]]
        for other in reaching:
            if ranges_clash(other[:2], each[:2]):
                yield other[2], each[2]
        reaching.append(each)


def _claims(amendments: Sequence[Amendment], *, is_direct: bool = False) -> Iterator[list[int]]:
    """Numbers of amendments that want the same block, or the same place after one.

    ``is_direct``: groups in which each conflicts with each; otherwise it is enough that all hang together.
    """
    taken: dict[str, list[int]] = defaultdict(list)
    put: dict[str, list[int]] = defaultdict(list)
    removed: dict[str, list[int]] = defaultdict(list)
    first: list[int] = []
    changed: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(amendments):
        for key in (*subjects(one), *_new(one)):
            taken[key].append(number)
        if isinstance(one, Replace):
            changed[one.block].append(number)
        elif isinstance(one, Remove):
            for key in one.blocks:
                removed[key].append(number)
        else:
            (first if one.anchor is None else put[one.anchor]).append(number)
    yield from (first, *taken.values(), *put.values())
    for left, right in ((put, taken), (changed, removed)):
        for key in left.keys() & right.keys():
            if is_direct:
                yield from ([one, other] for one in left[key] for other in right[key])
            else:
                yield [*left[key], *right[key]]


def _new(one: Amendment) -> list[str]:
    return [block.key for block in one.added] if isinstance(one, Put) else []
