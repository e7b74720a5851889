"""Outlines of territories: rings on a map, and a small drawing of one within another."""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hustings.foundation.territories.models import Kind, Zone

HOME = (-6.0, 41.0, 10.0, 52.0)  # degrees: west, south, east, north

Ring = list[list[float]]


def _rings(shape: Mapping[str, Any]) -> list[Ring]:
    if shape["type"] == "Polygon":
        return list(shape["coordinates"])
    if shape["type"] == "MultiPolygon":
        return [ring for polygon in shape["coordinates"] for ring in polygon]
    return []


def _box(rings: list[Ring]) -> tuple[float, float, float, float]:
    points = [point for ring in rings for point in ring]
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _drawn(rings: list[Ring], project: Callable[[float, float], tuple[float, float]]) -> str:
    """SVG's path data of rings, each point where ``project`` puts its longitude and latitude."""
    return "".join(
        "M" + "L".join("{:.1f} {:.1f}".format(*project(x, y)) for x, y in ring) + "Z" for ring in rings
    )


def place(zone: Zone, around: Zone | None, size: float = 300.0) -> dict[str, Any] | None:
    """``zone`` within ``around`` as paths of one small drawing; None where there is no outline of it."""
    inner = _rings(zone.shape) if zone.shape else []
    if not inner:
        return None
    outer = _rings(around.shape) if around and around.shape else []
    west, south, east, north = _box(outer or inner)
    flat = math.cos(math.radians((south + north) / 2))
    scale = size / max((east - west) * flat, north - south, 0.001)

    def project(x: float, y: float) -> tuple[float, float]:
        return (x - west) * flat * scale, (north - y) * scale

    return {
        "width": round((east - west) * flat * scale, 1),
        "height": round((north - south) * scale, 1),
        "around": _drawn(outer, project),
        "inner": _drawn(inner, project),
    }


def outlines(box: tuple[float, float, float, float], zones: Iterable[Zone]) -> list[Ring]:
    """The rings of ``zones`` that reach into ``box``, with points of longitude and latitude."""
    west, south, east, north = box
    found = []
    for zone in zones:
        for ring in _rings(zone.shape or {"type": ""}):
            left, bottom, right, top = _box([ring])
            if left <= east and right >= west and bottom <= north and top >= south:
                found.append([[round(x, 4), round(y, 4)] for x, y in ring])
    return found


def departments() -> list[Ring]:
    """All of them, to draw below what is shown of the country: no other server is needed."""
    shapes = Zone.objects.of_kind(Kind.DEPARTMENT).filter(shape__isnull=False).order_by("pk")
    return outlines((-180.0, -90.0, 180.0, 90.0), shapes.only("shape"))
