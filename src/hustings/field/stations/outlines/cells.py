"""Outlines drawn from addresses: each station takes the ground that lies nearest to its own. An estimate."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import shapely

from hustings.field.stations.outlines import shapes
from hustings.field.stations.outlines.shapes import Coordinates

REACH = 150.0  # metres: ground further from any address belongs to no station
_GRID = 50.0  # metres: what lies in one square of it reaches alike
_DECIMALS = 6  # of a degree: what is nearer than a hand's breadth is one place
Place = tuple[float, float]  # longitude, latitude


def drawn(placed: Iterable[tuple[int, Place]]) -> dict[int, Coordinates]:
    """The outline of each station by the places of its addresses: they share no ground and leave no gap.

    Voronoi cells of the addresses, joined by station, cut to what addresses reach. Borders are simplified
    together, so that they stay common. Where a place has addresses of several stations, most decide.
    """
    stations, places = _settled(placed)
    if not len(stations):
        return {}
    scale = shapes.scale(float(places[:, 1].mean()))
    metric = places * scale
    ground, cells = _ground(metric), _cells(metric)
    keys = sorted(set(stations.tolist()))
    cut = [shapely.intersection(shapely.coverage_union_all(cells[stations == key]), ground) for key in keys]
    found = shapely.transform(shapely.coverage_simplify(cut, shapes.METRES), lambda at: at / scale)
    return {key: shapes.written(shape) for key, shape in zip(keys, found, strict=True) if shape.area > 0}


def _settled(placed: Iterable[tuple[int, Place]]) -> tuple[Any, Any]:
    """Stations and places, each place once."""
    told: Mapping[Place, Counter[int]] = defaultdict(Counter)
    for station, (x, y) in placed:
        told[round(x, _DECIMALS), round(y, _DECIMALS)][station] += 1
    owners = [min(found, key=lambda one: (-found[one], one)) for found in told.values()]
    return np.array(owners, dtype=int), np.array(list(told), dtype=float).reshape(-1, 2)


def _ground(metric: Any) -> Any:
    """All that addresses reach, without notches."""
    spots = np.unique(np.round(metric / _GRID), axis=0) * _GRID
    wide = shapely.union_all(shapely.buffer(shapely.points(spots), 2 * REACH, quad_segs=4))
    return shapely.buffer(wide, -REACH)


def _cells(metric: Any) -> Any:
    """The cell of each place, in their order."""
    least, most = metric.min(axis=0) - 3 * REACH, metric.max(axis=0) + 3 * REACH
    around = shapely.box(*least, *most)
    if len(metric) == 1:
        return np.array([around])
    found = shapely.voronoi_polygons(shapely.multipoints(metric), extend_to=around, ordered=True)
    return shapely.get_parts(found)
