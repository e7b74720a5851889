"""A map drawn on the server: areas shaded by a number, with the same as a table for who doesn't see it."""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hustings.foundation.territories.models import Kind, Zone

SHADES = 5
_WIDTH = 600.0
_INSET = 70.0  # what lies overseas gets a box of its own, this wide
_IN_A_ROW = 8
HOME = (-6.0, 41.0, 10.0, 52.0)  # degrees: west, south, east, north; what lies elsewhere is overseas
_FLAT = math.cos(math.radians(46.5))

Ring = list[list[float]]


def svg(zones: Iterable[Zone], values: Mapping[int, float], *, label: str) -> SafeString:
    """``zones`` by their outlines, shaded by ``values`` (by primary key). Zones without one: table only."""
    areas, insets = [], 0
    limits = _limits(sorted(value for value in values.values() if value))
    for zone in sorted(zones, key=lambda zone: -values.get(zone.pk, 0)):
        value = values.get(zone.pk, 0)
        area = {"zone": zone, "value": value, "shade": sum(value >= limit for limit in limits), "path": ""}
        if zone.shape:
            rings = _rings(zone.shape)
            is_home = _is_home(rings)
            area["path"] = _path(rings, HOME if is_home else _box(rings), None if is_home else insets)
            insets += not is_home
        areas.append(area)
    west, south, east, north = HOME
    height = _WIDTH * (north - south) / ((east - west) * _FLAT)
    context = {
        "areas": areas,
        "label": label,
        "width": _WIDTH,
        "height": height + math.ceil(insets / _IN_A_ROW) * _INSET,
    }
    return render_to_string("territories/_map.html", context)


def _limits(values: list[float]) -> list[float]:
    """Where one shade ends and the next begins: as many zones in each."""
    return [values[len(values) * at // SHADES] for at in range(SHADES)] if values else []


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


def _is_home(rings: list[Ring]) -> bool:
    if not rings:
        return True
    west, south, _east, _north = _box(rings)
    return HOME[0] <= west <= HOME[2] and HOME[1] <= south <= HOME[3]


def _path(rings: list[Ring], box: tuple[float, float, float, float], inset: int | None) -> str:
    """SVG's path data: at home on the whole sheet, overseas in a box of the row below."""
    west, south, east, north = box
    flat = _FLAT if inset is None else math.cos(math.radians((south + north) / 2))
    if inset is None:
        scale, left, top = _WIDTH / ((east - west) * flat), 0.0, 0.0
    else:
        room = _INSET - 10
        scale = room / max((east - west) * flat, north - south, 0.01)
        home = _WIDTH * (HOME[3] - HOME[1]) / ((HOME[2] - HOME[0]) * _FLAT)
        left, top = 5 + inset % _IN_A_ROW * _INSET, home + 5 + inset // _IN_A_ROW * _INSET
    return _drawn(rings, lambda x, y: (left + (x - west) * flat * scale, top + (north - y) * scale))


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
