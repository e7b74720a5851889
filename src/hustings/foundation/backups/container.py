"""The file around the content: gzip that any tool opens, and a seal that shows the change of any byte.

Blocks are gzip members, made on all cores. The last, empty one carries in its header the size of the content
and the SHA-256 of every byte before it.
"""

import gzip
import hashlib
import os
import struct
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO

from hustings.foundation.backups.refusals import NotWhole
from hustings.foundation.lib.process.cli_language import gettext as _

BLOCK = 1 << 20
MOST_ROW = 1 << 27  # bytes of one row; the largest holds a message as it came
LEVEL = 4
_START = b"\x1f\x8b\x08\x04\0\0\0\0\0\xff" + struct.pack("<H2sH", 44, b"HU", 40)
_END = b"\x03\0" + bytes(8)
SEAL = len(_START) + 40 + len(_END)


def seal(digest: bytes, size: bytes) -> bytes:
    return _START + digest + size + _END


class Sealed:
    """A file to write the content to; ``close`` seals it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._size = 0
        self._waiting = bytearray()
        self._pool = ThreadPoolExecutor(os.cpu_count() or 1)
        self._busy: deque[Future[bytes]] = deque()

    def write(self, data: bytes) -> int:
        self._size += len(data)
        self._waiting += data
        while len(self._waiting) >= BLOCK:
            block = bytes(self._waiting[:BLOCK])
            del self._waiting[:BLOCK]
            self._compress(block)
        return len(data)

    def close(self) -> None:
        if self._waiting:
            self._compress(bytes(self._waiting))
        while self._busy:
            self._put()
        size = struct.pack("<Q", self._size)
        self._digest.update(size)
        self._file.write(seal(self._digest.digest(), size))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._pool.shutdown()

    def abandon(self) -> None:
        """Let the threads go; the file stays unsealed."""
        self._pool.shutdown(cancel_futures=True)

    def _compress(self, block: bytes) -> None:
        self._busy.append(self._pool.submit(gzip.compress, block, LEVEL, mtime=0))
        if len(self._busy) > 2 * (os.cpu_count() or 1):
            self._put()

    def _put(self) -> None:
        packed = self._busy.popleft().result()
        self._digest.update(packed)
        self._file.write(packed)


def verify(file: BinaryIO, progress: Callable[[int], object] = lambda n: None) -> int:
    """Read a file to its end, return the size of its content, go back to its start. Or raise NotWhole."""
    left = file.seek(0, os.SEEK_END) - SEAL
    file.seek(0)
    if file.read(2) != _START[:2]:
        raise NotWhole(_("This file isn’t a Hustings backup."))
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (data := file.read(min(BLOCK, left))):
        digest.update(data)
        left -= len(data)
        progress(len(data))
    end = file.read()
    size = end[-len(_END) - 8 : -len(_END)]
    digest.update(size)
    if end != seal(digest.digest(), size):
        raise NotWhole(
            _(
                "This backup is incomplete, was changed after it was made, or isn’t a Hustings"
                " backup. Nothing was changed. Copy it again, or use another backup."
            )
        )
    file.seek(0)
    return int(struct.unpack("<Q", size)[0])
