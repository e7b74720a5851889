"""A map of vector tiles (PMTiles) for the tests: one road through each tile, with its name."""

import gzip
import io
import math
from pathlib import Path

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

EXTENT = 4096  # units along a side of a tile
LINE, MOVE, GO = 2, 1, 2  # of the specification of vector tiles, version 2.1


def write(
    target: Path, keys: list[tuple[int, int, int]], layer: str = "transportation", extra: int = 0
) -> None:
    """A file with these tiles (zoom, x, y), each ``extra`` bytes larger than it need be."""
    out = io.BytesIO()
    writer = Writer(out)
    for number, key in sorted((zxy_to_tileid(*key), key) for key in keys):
        name = f"Road of {key}" + "x" * extra
        writer.write_tile(number, gzip.compress(_tile(layer, {"class": "primary", "name": name}), 0, mtime=0))
    header = {
        "tile_type": TileType.MVT, "tile_compression": Compression.GZIP, "min_lon_e7": 0, "min_lat_e7": 0,
        "max_lon_e7": 1, "max_lat_e7": 1, "center_lon_e7": 0, "center_lat_e7": 0, "center_zoom": 12,
    }  # fmt: skip
    metadata = {"attribution": "<b>© Us</b>", "vector_layers": [{"id": layer, "fields": {}}]}
    writer.finalize(header, metadata)
    target.write_bytes(out.getvalue())


def middle(zoom: int, x: int, y: int) -> tuple[float, float]:
    """Latitude and longitude of the middle of a tile, through which its road leads."""
    n = 2**zoom
    return math.degrees(math.atan(math.sinh(math.pi * (1 - (2 * y + 1) / n)))), (x + 0.5) / n * 360 - 180


def _tile(layer: str, words: dict[str, str]) -> bytes:
    half = EXTENT // 2
    geometry = [MOVE | 1 << 3, _zigzag(0), _zigzag(half), GO | 1 << 3, _zigzag(EXTENT), _zigzag(0)]
    tags = [each for at in range(len(words)) for each in (at, at)]
    feature = _bytes(2, b"".join(map(_varint, tags))) + _number(3, LINE)
    feature += _bytes(4, b"".join(map(_varint, geometry)))
    body = _bytes(1, layer.encode()) + _bytes(2, feature)
    body += b"".join(_bytes(3, key.encode()) for key in words)
    body += b"".join(_bytes(4, _bytes(1, value.encode())) for value in words.values())
    return _bytes(3, body + _number(5, EXTENT) + _number(15, 2))


def _zigzag(value: int) -> int:
    return value << 1 ^ value >> 31


def _varint(value: int) -> bytes:
    found = b""
    while value > 127:
        found, value = found + bytes([value & 127 | 128]), value >> 7
    return found + bytes([value])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value
