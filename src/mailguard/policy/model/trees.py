"""Boosted trees and hashed weights in one small file, read in milliseconds and asked in plain Python."""

import math
import struct
from array import array
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from mailguard.data import FOLDER
from mailguard.policy.model.forest import Forest, Tree
from mailguard.policy.model.shape import NAMES
from mailguard.policy.model.tokens import BITS

PATH = FOLDER / "model.bin"
_MAGIC = b"mailguard model 1\n"
_HEADER = struct.Struct("<ffIII")  # scale and start of the words; numbers of features, trees and nodes


class BadModel(ValueError):
    """The file is no model that this version can read."""


@dataclass(frozen=True)
class Model:
    """Words in units of ``scale``, and nodes of all trees in four arrays from ``roots``.

    A leaf has feature -1 and its value as threshold; ``left`` and ``right`` are places.
    """

    scale: float
    start: float
    weights: array  # type: ignore[type-arg]
    roots: array  # type: ignore[type-arg]
    feature: array  # type: ignore[type-arg]
    threshold: array  # type: ignore[type-arg]
    left: array  # type: ignore[type-arg]
    right: array  # type: ignore[type-arg]

    def words(self, features: Set[int]) -> float:
        """What the words weigh, in log-odds. Many words are damped, so that a long text is no proof."""
        total = self.start + self.scale * sum(map(self.weights.__getitem__, features))
        return math.copysign(math.log1p(abs(total)) * 2.0, total)

    def trees(self, numbers: Sequence[float]) -> float:
        return self._forest.total(numbers)

    @cached_property
    def _forest(self) -> Forest:
        return Forest([self._grow(node) for node in self.roots])

    def _grow(self, node: int) -> Tree:
        if self.feature[node] < 0:
            return float(self.threshold[node])
        low, high = self._grow(self.left[node]), self._grow(self.right[node])
        return self.feature[node], self.threshold[node], low, high

    def pack(self) -> bytes:
        """The file's bytes."""
        head = _HEADER.pack(self.scale, self.start, len(NAMES), len(self.roots), len(self.feature))
        arrays = (self.weights, self.roots, self.feature, self.threshold, self.left, self.right)
        return _MAGIC + head + b"".join(each.tobytes() for each in arrays)


def unpack(data: bytes) -> Model:
    """The model in these bytes, or BadModel."""
    if not data.startswith(_MAGIC):
        raise BadModel("it is of another kind or version")
    at = len(_MAGIC)
    scale, start, n_features, n_trees, n_nodes = _HEADER.unpack_from(data, at)
    at += _HEADER.size
    if n_features != len(NAMES):
        raise BadModel(f"it knows {n_features} features, this version has {len(NAMES)}")
    arrays = []
    for code, n in (
        ("b", 1 << BITS),
        ("i", n_trees),
        ("b", n_nodes),
        ("f", n_nodes),
        ("i", n_nodes),
        ("i", n_nodes),
    ):
        part = array(code)
        size = part.itemsize * n
        if len(data) < at + size:
            raise BadModel("it is cut off")
        part.frombytes(data[at : at + size])
        arrays.append(part)
        at += size
    return Model(scale, start, *arrays)


@cache
def load(path: Path = PATH) -> Model:
    return unpack(path.read_bytes())
