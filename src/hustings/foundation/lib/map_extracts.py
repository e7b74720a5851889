"""Pieces of the campaign's own map, for phones that will be without network.

The map is one file of vector tiles (PMTiles, version 3), named by HUSTINGS_MAP_FILE. A piece is such a file,
too, small enough to be carried along.
"""

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import MagicNumberNotFound, SpecVersionUnsupported, TileType, zxy_to_tileid
from pmtiles.writer import Writer

MOST = 2_000_000  # bytes: a phone keeps 5 MB in all
_MOST_TILES = 400  # of a zoom: one stop with a wrong place must not have a country read
_FARTHEST = 12  # zoom: from farther away nobody looks at a few streets
_AROUND = 0.002  # degrees, about 200 m
_NORTH = 85.05  # degrees: what Web Mercator shows
_E7 = 10_000_000
_BROKEN = (OSError, ValueError, LookupError, EOFError, MagicNumberNotFound, SpecVersionUnsupported)


class Box(NamedTuple):
    """Bounds in degrees (WGS 84)."""

    west: float
    south: float
    east: float
    north: float


class Unreadable(Exception):
    """The file is no map of vector tiles."""


def look(source: Path) -> Box:
    """The bounds of a map. Raises Unreadable."""
    with _opened(source) as (_reader, header):
        return Box(*(header[name] / _E7 for name in ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")))


@contextmanager
def _opened(source: Path) -> Iterator[tuple[Reader, dict[str, Any]]]:
    """A map and what its header says."""
    try:
        with source.open("rb") as file:
            reader = Reader(MmapSource(file))
            header = reader.header()
            if header["tile_type"] is not TileType.MVT:
                raise ValueError("no vector tiles")
            yield reader, header
    except _BROKEN as why:
        raise Unreadable(f"{source}: {why}") from why


def cut(source: Path, box: Box, most: int = MOST) -> bytes:
    """The map of that box as a file of its own, as detailed as ``most`` bytes allow; empty if none is there.

    Raises Unreadable.
    """
    with _opened(source) as (reader, header):
        tiles = _tiles(reader, header, box, most)
        return _written(header, reader.metadata(), sorted(tiles), box) if tiles else b""


def _tiles(reader: Reader, header: dict[str, Any], box: Box, most: int) -> list[tuple[int, bytes]]:
    least = min(_FARTHEST, header["max_zoom"])
    found: list[tuple[int, bytes]] = []
    size = 0
    for zoom in range(max(least, header["min_zoom"]), header["max_zoom"] + 1):
        wanted = list(islice(keys(box, zoom), _MOST_TILES + 1))
        if len(wanted) > _MOST_TILES:
            break
        layer = [(zxy_to_tileid(*key), tile) for key in wanted if (tile := reader.get(*key))]
        size += sum(len(tile) for _key, tile in layer)
        if size > most:
            break
        found += layer
    return found


def keys(box: Box, zoom: int) -> Iterator[tuple[int, int, int]]:
    """Zoom, x and y of the tiles that a piece has of that zoom."""
    west, north = _tile(box.west - _AROUND, box.north + _AROUND, zoom)
    east, south = _tile(box.east + _AROUND, box.south - _AROUND, zoom)
    for x in range(west, east + 1):
        for y in range(north, south + 1):
            yield zoom, x, y


def _tile(longitude: float, latitude: float, zoom: int) -> tuple[int, int]:
    n = 2**zoom
    phi = math.radians(max(-_NORTH, min(_NORTH, latitude)))
    x, y = (longitude + 180) / 360 * n, (1 - math.asinh(math.tan(phi)) / math.pi) / 2 * n
    return max(0, min(n - 1, int(x))), max(0, min(n - 1, int(y)))


def _written(header: dict[str, object], metadata: object, tiles: list[tuple[int, bytes]], box: Box) -> bytes:
    out = io.BytesIO()
    writer = Writer(out)
    for key, tile in tiles:
        writer.write_tile(key, tile)
    bounds = {
        "min_lon_e7": box.west, "min_lat_e7": box.south, "max_lon_e7": box.east, "max_lat_e7": box.north,
        "center_lon_e7": (box.west + box.east) / 2, "center_lat_e7": (box.south + box.north) / 2,
    }  # fmt: skip
    kept = {name: header[name] for name in ("tile_type", "tile_compression")}
    kept |= {name: round(degrees * _E7) for name, degrees in bounds.items()} | {"center_zoom": _FARTHEST}
    writer.finalize(kept, metadata)
    return out.getvalue()
