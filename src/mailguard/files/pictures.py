"""How large a picture is, from its head, so that logos and lines never reach the sandbox."""

import struct

_SMALLEST = 60  # pixels a side: a QR code of 21 modules needs about three pixels a module
_MOST = 40_000_000  # pixels
_ENDLESS = 500_000_000  # points; the largest cameras make 200 million
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, (0, 0) where the head doesn't say."""
    try:
        if data.startswith(b"\x89PNG"):
            return struct.unpack_from(">II", data, 16)
        if data.startswith(b"GIF8"):
            return struct.unpack_from("<HH", data, 6)
        if data.startswith(b"BM"):
            width, height = struct.unpack_from("<ii", data, 18)
            return width, abs(height)
        if data.startswith(b"\xff\xd8"):
            return _jpeg(data)
        if data.startswith(b"RIFF"):
            return _webp(data)
    except (struct.error, IndexError):
        pass
    return 0, 0


def is_endless(data: bytes) -> bool:
    """So many points from so few bytes that showing it would fill memory."""
    width, height = size(data)
    return width * height > max(_ENDLESS, 1_000 * len(data))


def may_hold_code(data: bytes) -> bool:
    """Whether the picture is large and square enough for a QR code. Without a size it may."""
    width, height = size(data)
    if not width or not height:
        return len(data) > 300
    low, high = sorted((width, height))
    return low >= _SMALLEST and high <= 8 * low and width * height <= _MOST


def _jpeg(data: bytes) -> tuple[int, int]:
    """ITU T.81 B.2.2: walk the segments to the frame header."""
    at = 2
    for _ in range(200):
        if data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big") if marker != 0xFF else 1
    return 0, 0


def _webp(data: bytes) -> tuple[int, int]:
    """RFC 9649: lossy, lossless and extended headers."""
    if data[12:16] == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF
