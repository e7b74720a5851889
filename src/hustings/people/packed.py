"""Many keys in little room: a bit for each, compressed. A million people take at most 125 kB."""

import zlib
from collections.abc import Iterable

_BLOCK = 1 << 20  # keys to a block
_HEAD = 12  # 8 octets for the number of the block, 4 for its length


class Keys:
    """Keys gathered one after the other, in any order."""

    def __init__(self) -> None:
        self._blocks: dict[int, bytearray] = {}
        self.n = 0

    def add(self, keys: Iterable[int]) -> None:
        """Take in some more."""
        for key in keys:
            number, at = divmod(key, _BLOCK)
            block = self._blocks.setdefault(number, bytearray(_BLOCK // 8))
            block[at >> 3] |= 1 << (at & 7)
            self.n += 1

    def packed(self) -> bytes:
        """What is kept."""
        parts = []
        for number, block in sorted(self._blocks.items()):
            small = zlib.compress(bytes(block), 6)
            parts.append(number.to_bytes(8, "big") + len(small).to_bytes(4, "big") + small)
        return b"".join(parts)


def holds(content: bytes, key: int) -> bool:
    """Whether ``key`` is in what ``packed`` gave."""
    wanted, at = divmod(key, _BLOCK)
    place = 0
    while place < len(content):
        number = int.from_bytes(content[place : place + 8], "big")
        size = int.from_bytes(content[place + 8 : place + _HEAD], "big")
        if number == wanted:
            block = zlib.decompress(content[place + _HEAD : place + _HEAD + size])
            return bool(block[at >> 3] & 1 << (at & 7))
        place += _HEAD + size
    return False
