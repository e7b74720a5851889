"""Shapes of GeoJSON: the lines in a file, points within an outline."""

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from hustings.field.turfs.cuts.barriers import Points

Line = list[list[float]]
_DEPTH = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}


class NoLines(ValueError):
    """It is no GeoJSON, or one without lines."""


def lines(found: Any) -> list[Line]:
    """All lines and outlines of a GeoJSON object, as longitude and latitude; NoLines if there are none."""
    try:
        made = [line for shape in _geometries(found) for line in _lines(shape)]
    except (
        AttributeError,
        IndexError,
        KeyError,
        RecursionError,
        TypeError,
        ValueError,
        OverflowError,
    ) as wrong:
        raise NoLines from wrong
    if not made:
        raise NoLines
    return made


def _geometries(found: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for feature in found.get("features", []):
        yield from _geometries(feature)
    for geometry in found.get("geometries", []):
        yield from _geometries(geometry)
    if geometry := found.get("geometry"):
        yield from _geometries(geometry)
    if found.get("type") in _DEPTH:
        yield found


def _lines(shape: Mapping[str, Any]) -> list[Line]:
    found = [shape["coordinates"]]
    for _level in range(_DEPTH[shape["type"]]):
        found = [inner for outer in found for inner in outer]
    made = [[[float(point[0]), float(point[1])] for point in line] for line in found]
    if any(abs(x) > 180 or abs(y) > 90 or x != x or y != y for line in made for x, y in line):
        raise NoLines
    return [line for line in made if len(line) > 1]


def within(points: Points, shape: Mapping[str, Any]) -> Points:
    """Whether each point lies in an outline: a ray from it meets its rings an odd number of times."""
    inside: Points = np.zeros(len(points), dtype=bool)
    x, y = points[:, 0], points[:, 1]
    for ring in _lines(shape):
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            if y1 != y2:
                inside ^= ((y1 > y) != (y2 > y)) & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return inside
