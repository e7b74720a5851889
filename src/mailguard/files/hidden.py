"""Archives behind, before or between other bytes, as programs find them by their marks.

A zip is found from its end (APPNOTE 4.3.16); RAR, 7z and cabinets behind a self-extractor.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from mailguard.files import bounds

_END, _DIRECTORY = b"PK\x05\x06", b"PK\x01\x02"
_END_SIZE = 22
_TAIL = 66_000  # bytes at the end where a zip's end record may lie
_HEAD = 1 << 20  # bytes at the start where the others are looked for
_MOST = 4
_MARKS = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"MSCF\x00\x00\x00\x00")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPS = frozenset("zip jar apk msix epub odf docx xlsx pptx ooxml".split())
_WHOLE = frozenset("tar iso udf img vhd vhdx dmg eml mht".split())  # hold archives as they are
_OTHERS = frozenset("rar 7z cab".split())
_UNKNOWN = frozenset({"unknown", "text"})


class _Zip(NamedTuple):
    start: int
    directory: int
    stop: int


def archives(data: bytes, kind: str) -> Iterator[bytes]:
    """Pieces of a file of this ``kind`` that hold archives which its own reader doesn't see."""
    if kind in _WHOLE or len(data) > bounds.MOST_WHOLE:
        return
    found = _zips(data)
    if kind not in _ZIPS:
        yield from (data[each.start : each.stop] for each in found)
    elif found:
        yield from (data[each.start : each.stop] for each in found[1:])
        yield from (piece for piece in (data[: found[0].start], data[found[0].stop :]) if _has_mark(piece))
    if kind not in _ZIPS | _OTHERS:
        for mark in (*_MARKS, _COMPOUND) if kind in _UNKNOWN else _MARKS:
            at = data.find(mark, 1, _HEAD)
            if at > 0:
                yield data[at:]


def _zips(data: bytes) -> list[_Zip]:
    """Zips whose end lies near the end of the data, the last one first; not those inside its members."""
    found: list[_Zip] = []
    at, least = len(data), max(0, len(data) - _TAIL)
    for _ in range(4 * _MOST):
        at = data.rfind(_END, least, at)
        if at < 0 or len(found) == _MOST:
            break
        each = _zip(data, at)
        if each and not any(other.start <= each.start and each.stop <= other.directory for other in found):
            found.append(each)
    return found


def _zip(data: bytes, end: int) -> _Zip | None:
    if len(data) < end + _END_SIZE:
        return None
    size, offset, n_comment = struct.unpack_from("<IIH", data, end + 12)
    directory = end - size
    start = directory - offset if offset < 0xFFFFFFFF else 0  # else its true offset stands in 64 bits
    if directory < 0 or start < 0 or not data.startswith(_DIRECTORY, directory):
        return None
    return _Zip(start, directory, end + _END_SIZE + n_comment)


def _has_mark(piece: bytes) -> bool:
    return _END in piece or any(mark in piece for mark in _MARKS)
