"""All trees asked at once: QuickScorer (Lucchese and others, SIGIR 2015) with whole numbers of any length.

Each leaf of each tree has a bit, the leftmost the lowest. A number past a threshold takes the leaves away
which lie to the left of there; the first leaf left of each tree is where a walk from its root would end.
"""

import struct
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from operator import getitem

# A leaf is its value; a branch is feature, threshold, and where to go up to it and above it.
Tree = float | tuple[int, float, "Tree", "Tree"]
_FORMATS = {8: "B", 16: "H", 32: "I", 64: "Q"}  # of struct, by the bits for the leaves of one tree


class TooManyLeaves(ValueError):
    """A tree has more leaves than there are bits."""


class Forest:
    def __init__(self, trees: Sequence[Tree]) -> None:
        leaves: list[list[float]] = [[] for _ in trees]
        branches = [_branches(tree, each) for tree, each in zip(trees, leaves, strict=True)]
        most = max(map(len, leaves), default=1)
        width = next((bits for bits in _FORMATS if bits >= most), 0)
        if not width:
            raise TooManyLeaves(f"a tree has {most} leaves")
        self._fields = struct.Struct(f"<{len(trees)}{_FORMATS[width]}")
        self._all = (1 << width * len(trees)) - 1
        self._ones = sum(1 << width * place for place in range(len(trees)))
        self._values = [{1 << place: value for place, value in enumerate(each)} for each in leaves]
        taken: dict[int, dict[float, int]] = defaultdict(lambda: defaultdict(int))
        for place, some in enumerate(branches):
            for feature, threshold, bits in some:
                taken[feature][threshold] |= bits << width * place
        self._steps = [(feature, *self._masks(by_threshold)) for feature, by_threshold in taken.items()]

    def _masks(self, taken: dict[float, int]) -> tuple[list[float], list[int]]:
        """The thresholds of a feature, and what is left before the first, past the first, past the next …"""
        thresholds = sorted(taken)
        masks = [self._all]
        for threshold in thresholds:
            masks.append(masks[-1] & ~taken[threshold])
        return thresholds, masks

    def total(self, numbers: Sequence[float]) -> float:
        """The sum of the trees' values for these features, added in the order of the trees."""
        left = self._all
        for feature, thresholds, masks in self._steps:
            left &= masks[bisect_left(thresholds, numbers[feature])]
        # the lowest bit of each: no sum is carried into the next tree, since in each some leaf is left
        first = left & ((left ^ self._all) + self._ones)
        found = self._fields.unpack(first.to_bytes(self._fields.size, "little"))
        total = 0.0
        for value in map(getitem, self._values, found):
            total += value
        return total


def _branches(tree: Tree, leaves: list[float]) -> list[tuple[int, float, int]]:
    """Add the leaves from left to right. Of each branch feature, threshold, and the leaves to its left."""
    if not isinstance(tree, tuple):
        leaves.append(tree)
        return []
    feature, threshold, low, high = tree
    start = len(leaves)
    found = _branches(low, leaves)
    found.append((feature, threshold, (1 << len(leaves)) - (1 << start)))
    return found + _branches(high, leaves)
