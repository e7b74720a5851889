"""Pieces of a map: what lies in a box, as detailed as there is room for."""

from pathlib import Path

import pytest
from pmtiles.reader import MemorySource, Reader, all_tiles

from hustings.foundation.lib import map_extracts
from hustings.foundation.lib.map_extracts import Box
from tests import map_files

TOWN = Box(-3.925, 47.870, -3.915, 47.876)


def _around(zoom: int) -> list[tuple[int, int, int]]:
    """Tiles of that zoom about the town, and many more."""
    x, y = map_extracts._tile(TOWN.west, TOWN.north, zoom)
    return [(zoom, x + right, y + down) for right in range(-3, 6) for down in range(-3, 6)]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "map.pmtiles"
    keys = [(0, 0, 0), *(key for zoom in (11, 12, 13, 14) for key in _around(zoom))]
    map_files.write(path, keys, extra=2_000)
    return path


def _tiles(piece: bytes) -> dict[tuple[int, int, int], bytes]:
    return dict(all_tiles(MemorySource(piece)))


def test_a_piece_has_the_tiles_of_its_box_and_no_others(source):
    found = _tiles(map_extracts.cut(source, TOWN))
    with source.open("rb") as file:
        whole = _tiles(file.read())
    assert found and all(whole[key] == tile for key, tile in found.items())
    assert {zoom for zoom, _x, _y in found} == {12, 13, 14}
    assert len(found) < len(whole) / 10
    for zoom in (12, 13, 14):
        assert (zoom, *map_extracts._tile(TOWN.west, TOWN.north, zoom)) in found
        assert (zoom, *map_extracts._tile(TOWN.east, TOWN.south, zoom)) in found


def test_a_piece_says_whose_map_it_is_and_where(source):
    piece = Reader(MemorySource(map_extracts.cut(source, TOWN)))
    assert piece.metadata()["attribution"] == "<b>© Us</b>"
    assert piece.header()["min_lon_e7"] == round(TOWN.west * 10_000_000)


def test_detail_is_left_out_where_there_is_no_room(source):
    found = _tiles(map_extracts.cut(source, TOWN, most=8_000))
    assert found and {zoom for zoom, _x, _y in found} < {12, 13, 14}


def test_elsewhere_there_is_nothing(source):
    assert map_extracts.cut(source, Box(100, 10, 100.1, 10.1)) == b""


def test_a_box_as_wide_as_a_continent_has_no_map(source):
    assert map_extracts.cut(source, TOWN._replace(east=30.0)) == b""


@pytest.mark.parametrize("content", [b"", b"no map", b"PMTiles\x03" + b"\x00" * 200, b"PMTiles\x02" * 30])
def test_a_file_that_is_no_map_is_named(tmp_path, content):
    path = tmp_path / "map.pmtiles"
    path.write_bytes(content)
    with pytest.raises(map_extracts.Unreadable, match=r"map\.pmtiles"):
        map_extracts.cut(path, TOWN)
    with pytest.raises(map_extracts.Unreadable):
        map_extracts.cut(tmp_path / "none", TOWN)
    with pytest.raises(map_extracts.Unreadable, match=r"map\.pmtiles"):
        map_extracts.look(path)


def test_a_map_tells_its_bounds(source):
    assert map_extracts.look(source) == Box(0, 0, 1e-7, 1e-7)
