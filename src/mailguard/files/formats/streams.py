"""gzip, bzip2, xz (one packed file each) and tar, in bounded memory."""

import bz2
import io
import lzma
import struct
import tarfile
import zlib
from typing import Protocol

from mailguard.files import bounds, kinds, names, reasons
from mailguard.files.finding import Case, Finding, Member

_COUNTED = 100_000_000  # bytes that are unpacked only to be counted
_GZIP, _BZIP, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
_MOST_STREAMS = 20  # of one file
_MEMORY = 80_000_000  # bytes that an xz dictionary may take


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def read(data: bytes, case: Case) -> Finding:
    if kinds.is_tar(data):
        return _tar(data)
    found = Finding()
    try:
        plain, unpacker, rest = _joined(data)
        size = len(plain) if len(plain) < bounds.MOST_READ else _size(unpacker, len(plain), len(data))
    except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError) as error:
        found.note("unread", reasons.why(error))
        return found
    inner = _inner_name(data, case.name)
    if len(plain) >= bounds.MOST_READ:
        is_bomb = size > bounds.BIG and size > bounds.RATIO * len(data)
        found.note(
            "bomb" if is_bomb else "cut" if names.urgency(inner) < 2 else "partial",
            f"{len(data):,} raw unpack to more than {size:,}",
        )
    elif rest:
        found.note("cut" if names.urgency(inner) < 2 else "partial", f"{_MOST_STREAMS} streams")
    found.members.append(Member(inner, plain))
    return found


def _unpacker(data: bytes) -> _Unpacker:
    if data.startswith(_GZIP):
        return zlib.decompressobj(31)
    return bz2.BZ2Decompressor() if data.startswith(_BZIP) else lzma.LZMADecompressor(memlimit=_MEMORY)


def _joined(data: bytes) -> tuple[bytes, _Unpacker, bytes]:
    """Streams in a row unpacked as one (RFC 1952 2.2); the last of them, and what was not read."""
    unpacker = _unpacker(data)
    plain = unpacker.decompress(data, bounds.MOST_READ)
    rest = b""
    for number in range(_MOST_STREAMS):
        rest = unpacker.unused_data.lstrip(b"\0") if unpacker.eof else b""
        if len(plain) >= bounds.MOST_READ or not rest.startswith((_GZIP, _BZIP, _XZ)):
            return plain, unpacker, b""
        if number == _MOST_STREAMS - 1:
            break
        following = _unpacker(rest)
        try:
            plain += following.decompress(rest, bounds.MOST_READ - len(plain))
        except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError):
            return plain, unpacker, b""
        unpacker = following
    return plain, unpacker, rest


def _size(unpacker: _Unpacker, size: int, packed: int) -> int:
    """How much more it unpacks to, counted until it is surely a bomb or surely none."""
    rest = getattr(
        unpacker, "unconsumed_tail", b""
    )  # zlib hands back what it didn't need, the others keep it
    most = min(_COUNTED, max(bounds.BIG, bounds.RATIO * packed) + bounds.MOST_READ)
    while size < most:
        piece = unpacker.decompress(rest, bounds.MOST_READ)
        rest = getattr(unpacker, "unconsumed_tail", b"")
        if not piece:
            break
        size += len(piece)
    return size


def _inner_name(data: bytes, name: str) -> str:
    """RFC 1952 2.3.1: a gzip header may keep the name; else the archive's own without its ending."""
    if data.startswith(b"\x1f\x8b") and data[3] & 8:
        at = 10 + (2 + struct.unpack_from("<H", data, 10)[0] if data[3] & 4 and len(data) > 12 else 0)
        kept = data[at : at + 300].partition(b"\x00")[0].decode("latin-1")
        if kept:
            return kept
    stem, dot, end = name.rpartition(".")
    return (f"{stem}.tar" if end.lower() in {"tgz", "tbz", "tbz2", "txz"} else stem) if dot else name or "1"


def _tar(data: bytes) -> Finding:
    found = Finding()
    n = 0
    entries: list[tarfile.TarInfo] = []
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for entry in archive:
                n += 1
                if n > bounds.MOST_NAMES:
                    found.note("cut", f"more than {bounds.MOST_NAMES} files")
                    break
                if entry.name.startswith("/") or ".." in entry.name.split("/"):
                    found.note("traversal", entry.name)
                if entry.isreg():
                    entries.append(entry)
            entries.sort(key=lambda entry: names.urgency(entry.name))
            for entry in entries[: bounds.MOST_MEMBERS]:
                if file := archive.extractfile(entry):
                    found.members.append(Member(entry.name, file.read(bounds.MOST_READ), size=entry.size))
            found.leave((entry.name for entry in entries[bounds.MOST_MEMBERS :]), len(entries))
    except (tarfile.TarError, OSError, ValueError, EOFError, KeyError, RecursionError) as error:
        found.note("unread", reasons.why(error))
    return found
