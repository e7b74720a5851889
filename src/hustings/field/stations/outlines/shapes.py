"""Shapes of outlines: checked, simplified to some ten metres, as coordinates of a MultiPolygon in WGS84."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import cos, radians
from typing import Any, TypeVar

import numpy as np
import shapely
from django.utils.translation import gettext_noop as _
from shapely import MultiPolygon, Polygon

from hustings.foundation.file_imports.cells import Wrong

MOST = 20_000  # corners, simplified
METRES = 10.0  # by so much a simplified outline may lie beside
DEGREE = 111_195.0  # metres of latitude
_PIXELS = 1_500  # across a map
_PLACES = 5  # decimals of a degree: a metre
Coordinates = list[list[list[list[float]]]]
Bounds = tuple[float, float, float, float]  # west, south, east, north
Key = TypeVar("Key")
_DEPTH = {"Polygon": 0, "MultiPolygon": 1}


def of(geometry: Mapping[str, Any]) -> Coordinates:
    """The outline of a feature, simplified. Raises Wrong."""
    kind = geometry.get("type")
    if kind not in _DEPTH:
        raise Wrong(_("“%(kind)s” is no outline. Draw a Polygon or a MultiPolygon."), kind=kind)
    told = geometry.get("coordinates")
    parts = [_polygon(rings) for rings in ([told] if kind == "Polygon" else _listed(told))]
    return written(simplified(shapely.union_all(parts) if len(parts) > 1 else parts[0]))


def simplified(shape: Any) -> Any:
    """The same with fewer corners, in degrees."""
    metres = scale(shapely.bounds(shape)[1])
    metric = shapely.transform(shape, lambda at: at * metres)
    return shapely.transform(shapely.simplify(metric, METRES), lambda at: at / metres)


def around(places: Iterable[tuple[float, float]]) -> Coordinates:
    """The ground around places, each longitude and latitude: their hull, and some metres more."""
    corners = np.array(sorted(places), dtype=float)
    metres = scale(float(corners[:, 1].mean()))
    hull = shapely.convex_hull(shapely.multipoints(corners * metres))
    return written(shapely.transform(shapely.buffer(hull, 2 * METRES, quad_segs=2), lambda at: at / metres))


def for_map(found: Mapping[Key, Coordinates]) -> dict[Key, Coordinates]:
    """The same, as coarse as a map of all may be: a region's are an eighth as long, a town's the same."""
    boxes = np.array([bounds(each) for each in found.values()]).reshape(-1, 4)
    if not len(boxes):
        return {}
    size = max(boxes[:, 2].max() - boxes[:, 0].min(), boxes[:, 3].max() - boxes[:, 1].min())
    return {key: _coarse(each, size / _PIXELS) for key, each in found.items()}


def _coarse(found: Coordinates, degrees: float) -> Coordinates:
    parts = shapely.simplify([Polygon(rings[0], rings[1:]) for rings in found], degrees)
    kept = [one for one in parts if one.area > degrees**2]  # what is smaller than a pixel
    return [[_ring(ring) for ring in (one.exterior, *one.interiors)] for one in kept] or found[:1]


def written(shape: Any) -> Coordinates:
    """Polygons of a shape as coordinates. Raises Wrong where none is left, or too much."""
    polygons = [one for one in _polygons(shape) if one.area > 0]
    if not polygons:
        raise Wrong(_("The outline has no area. Draw it again."))
    if sum(shapely.count_coordinates(one) for one in polygons) > MOST:
        raise Wrong(_("The outline has more than %(most)s corners. Simplify it."), most=MOST)
    return [[_ring(ring) for ring in (one.exterior, *one.interiors)] for one in polygons]


def bounds(found: Coordinates) -> Bounds:
    """The box around coordinates."""
    x, y = zip(*(corner for polygon in found for corner in polygon[0]), strict=True)
    return min(x), min(y), max(x), max(y)


def scale(latitude: float) -> Any:
    """Metres of a degree of longitude and of latitude."""
    return np.array([max(cos(radians(latitude)), 0.01) * DEGREE, DEGREE])


def _polygons(shape: Any) -> Iterator[Any]:
    for part in shapely.get_parts(shape):
        if isinstance(part, Polygon):
            yield part
        elif isinstance(part, MultiPolygon):
            yield from part.geoms


def _ring(ring: Any) -> list[list[float]]:
    found: list[list[float]] = np.round(shapely.get_coordinates(ring), _PLACES).tolist()
    return found


def _polygon(rings: Any) -> Any:
    outer, *holes = [_corners(ring) for ring in _listed(rings)]
    made = Polygon(outer, holes)
    return made if made.is_valid else shapely.make_valid(made, method="structure")


def _listed(told: Any) -> Sequence[Any]:
    if not isinstance(told, list) or not told:
        raise Wrong(_("The outline has no corners. Draw it again."))
    return told


def _corners(ring: Any) -> Any:
    try:
        found = np.array([[float(corner[0]), float(corner[1])] for corner in _listed(ring)])
    except (IndexError, KeyError, TypeError, ValueError) as wrong:
        if isinstance(wrong, Wrong):
            raise
        raise Wrong(_("A corner isn’t a pair of numbers. Export the outlines as GeoJSON.")) from wrong
    if not (np.abs(found) <= [180, 90]).all():
        raise Wrong(
            _("A corner lies outside −180 to 180 or −90 to 90 degrees. Export the file in WGS84 (EPSG:4326).")
        )
    if len(found) < 4 or (found[0] != found[-1]).any():
        raise Wrong(_("A ring isn’t closed: its last corner must be its first. Close it."))
    return found
