"""The content in an S/MIME "signed-data" (RFC 5652 5.1), in one pass, from DER or open BER.

Not verified: mail programs show it whether or not the signature holds.
"""

_SEQUENCE, _SET, _OBJECT, _BYTES, _CONTEXT = 0x30, 0x31, 0x06, 0x04, 0xA0
_CONSTRUCTED = 0x20
_SIGNED = bytes.fromhex("2a864886f70d010702")
_END = b"\0\0"  # of a length left open (X.690 8.1.5)
_DEEPEST = 16
_MOST = 200_000  # elements


class _Broken(Exception):
    """It is no BER, or not what is expected there."""


def signed(data: bytes) -> bytes | None:
    """The signed bytes; b"" where the signature stands alone; None where it is broken or something else."""
    try:
        return _Reader(data).content()
    except (_Broken, IndexError):
        return None


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.left = data, _MOST

    def content(self) -> bytes:
        at = self.enter(0, _SEQUENCE)
        at = self.expect(at, _SIGNED)
        at = self.enter(at, _CONTEXT)
        at = self.enter(at, _SEQUENCE)
        at = self.skip(at, 0)  # version
        at = self.skip(at, 0)  # digest algorithms
        start, end = self.head(at, _SEQUENCE)
        at = self.skip(start, 0)  # the type of the content
        if at == end or (end < 0 and self.data[at : at + 2] == _END):
            return b""
        at = self.enter(at, _CONTEXT)
        pieces: list[bytes] = []
        self.byte_string(at, pieces, 0)
        return b"".join(pieces)

    def enter(self, at: int, tag: int) -> int:
        """Where the content of the element at ``at`` starts."""
        return self.head(at, tag)[0]

    def head(self, at: int, tag: int = -1) -> tuple[int, int]:
        """Where its content starts and ends, -1 where the end is left open."""
        self.left -= 1
        if self.left < 0 or (tag >= 0 and self.data[at] != tag):
            raise _Broken
        if self.data[at] & 31 == 31:  # tags of several bytes stand nowhere here
            raise _Broken
        size = self.data[at + 1]
        start = at + 2
        if size == 0x80:
            return start, -1
        if size > 0x80:
            n = size & 0x7F
            if n > 8:
                raise _Broken
            size = int.from_bytes(self.data[start : start + n], "big")
            start += n
        if start + size > len(self.data):
            raise _Broken
        return start, start + size

    def expect(self, at: int, value: bytes) -> int:
        start, end = self.head(at, _OBJECT)
        if self.data[start:end] != value:
            raise _Broken
        return end

    def skip(self, at: int, depth: int) -> int:
        """Behind the element at ``at``."""
        start, end = self.head(at)
        if end >= 0:
            return end
        if depth > _DEEPEST:
            raise _Broken
        while self.data[start : start + 2] != _END:
            start = self.skip(start, depth + 1)
        return start + 2

    def byte_string(self, at: int, pieces: list[bytes], depth: int) -> int:
        """A byte string, whole or in pieces (X.690 8.7)."""
        if self.data[at] & ~_CONSTRUCTED != _BYTES or depth > _DEEPEST:
            raise _Broken
        is_whole = self.data[at] == _BYTES
        start, end = self.head(at)
        if is_whole:
            if end < 0:
                raise _Broken
            pieces.append(self.data[start:end])
            return end
        while start < end if end >= 0 else self.data[start : start + 2] != _END:
            start = self.byte_string(start, pieces, depth + 1)
        return start if end >= 0 else start + 2
