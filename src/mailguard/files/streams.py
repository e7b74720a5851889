"""gzip, bzip2, xz (one packed file each) and tar, in bounded memory."""

import bz2
import io
import lzma
import struct
import tarfile
import zlib
from typing import Protocol

from mailguard.files import bounds
from mailguard.files.finding import Case, Finding, Member

_MEMORY = 80_000_000  # octets that an xz dictionary may take


class _Unpacker(Protocol):
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def read(data: bytes, case: Case) -> Finding:
    """What is packed in it."""
    if data[257:262] == b"ustar":
        return _tar(data)
    found = Finding()
    unpacker: _Unpacker
    if data.startswith(b"\x1f\x8b"):
        unpacker = zlib.decompressobj(31)
    elif data.startswith(b"BZh"):
        unpacker = bz2.BZ2Decompressor()
    else:
        unpacker = lzma.LZMADecompressor(memlimit=_MEMORY)
    try:
        plain = unpacker.decompress(data, bounds.MOST_READ)
    except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError) as error:
        found.note("unread", str(error))
        return found
    if len(plain) >= bounds.MOST_READ:
        found.note("bomb" if len(plain) > bounds.RATIO * len(data) else "partial", "it unpacks to too much")
    found.members.append(Member(_inner_name(data, case.name), plain))
    return found


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
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for entry in archive:
                n += 1
                if n > bounds.MOST_NAMES or len(found.members) >= bounds.MOST_MEMBERS:
                    found.note("partial", f"more than {len(found.members)} files")
                    break
                if entry.name.startswith("/") or ".." in entry.name.split("/"):
                    found.note("traversal", entry.name)
                if entry.isreg() and (file := archive.extractfile(entry)):
                    found.members.append(Member(entry.name, file.read(bounds.MOST_READ), size=entry.size))
    except (tarfile.TarError, OSError, ValueError, EOFError, KeyError, RecursionError) as error:
        found.note("unread", str(error))
    return found
