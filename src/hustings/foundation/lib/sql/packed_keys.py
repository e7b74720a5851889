"""Many keys in little room: a bit for each, in compressed blocks. A million people take 125 kB at most."""

import zlib
from collections.abc import Iterable, Iterator

SIZE = 1 << 13  # keys to a block: small enough to read those of a thousand exports for one person


class Keys:
    """Keys gathered one after the other, in any order."""

    def __init__(self) -> None:
        self._blocks: dict[int, bytearray] = {}
        self._new: set[int] = set()
        self.n = 0

    def add(self, keys: Iterable[int]) -> None:
        for key in keys:
            number, at = divmod(key, SIZE)
            block = self._blocks.setdefault(number, bytearray(SIZE // 8))
            block[at >> 3] |= 1 << (at & 7)
            self._new.add(number)
            self.n += 1

    def changed(self) -> Iterator[tuple[int, bytes]]:
        """The number and the content of each block with something new since this was asked last."""
        while self._new:
            number = self._new.pop()
            yield number, zlib.compress(bytes(self._blocks[number]), 6)


def block(key: int) -> int:
    """The number of the block where ``key`` has its bit."""
    return key // SIZE


def holds(bits: bytes, key: int) -> bool:
    """Whether ``key`` is in the content of its block."""
    at = key % SIZE
    return bool(zlib.decompress(bits)[at >> 3] & 1 << (at & 7))
