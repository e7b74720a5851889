"""The two digests of a petition's proof, checked without our database: of signatures and seals."""

import hashlib
import struct
from collections.abc import Sequence
from datetime import UTC, datetime

START = bytes(32)
ROW = struct.Struct(">q32s")


def utc(moment: datetime) -> str:
    """As digests and files have it: to the microsecond, in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def of_signature(salt: bytes, number: str, *said: str) -> bytes:
    """SHA-256 over one signature: address, names, postcode, when it was signed and confirmed, as texts."""
    return hashlib.sha256(salt + "\x1f".join([number, *said]).encode()).digest()


def of_seal(before: bytes, position: int, content: bytes, gone: Sequence[int], at: str) -> bytes:
    """SHA-256 over one seal and the digest of the one before."""
    return hashlib.sha256(b"\x1f".join([
        before, str(position).encode(), hashlib.sha256(content).digest(), ",".join(map(str, gone)).encode(),
        at.encode(),
    ])).digest()  # fmt: skip
