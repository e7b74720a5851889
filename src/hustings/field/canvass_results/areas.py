"""Areas of places on maps: the ground of a walk list's turf, the outline of a polling station."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from hustings.field.canvass_results.scopes import Scope
from hustings.field.canvass_results.tallies import LISTS, STATIONS
from hustings.field.stations.models import Outline
from hustings.field.stations.outlines import shapes
from hustings.field.stations.outlines.shapes import Coordinates
from hustings.field.turfs.models import Stop
from hustings.foundation.lib.display import shaded_maps
from hustings.foundation.lib.sql.sql_parts import parts

MOST = {LISTS: 500, STATIONS: shaded_maps.MOST}  # a walk list's area is made of its stops each time
_FEWEST = 3  # buildings: fewer would show where somebody lives


def of(scope: Scope, place: str, keys: Sequence[Any]) -> dict[Any, Coordinates]:
    """Areas by key, of those that have one, up to the most that a map shows."""
    found: dict[Any, Coordinates] = {}
    for part in parts([key for key in keys if key is not None][: MOST[place]]):
        if place == STATIONS:
            found |= Outline.objects.filter(station__in=part).values_list("station", "shape")
        else:
            found |= _of_lists(scope, part)
    return shapes.for_map(found)


def count(scope: Scope, place: str, keys: Sequence[Any]) -> int:
    """How many of them have one, about."""
    known = [key for key in keys if key is not None][: MOST[place]]
    if place == STATIONS:
        return sum(Outline.objects.filter(station__in=part).count() for part in parts(known))
    return sum(scope.lists.filter(pk__in=part, turf__isnull=False).count() for part in parts(known))


def _of_lists(scope: Scope, keys: Sequence[Any]) -> dict[Any, Coordinates]:
    lists = scope.lists.filter(pk__in=keys, turf__isnull=False).order_by()
    turfs = dict(lists.values_list("turf", "pk"))
    places: dict[Any, set[tuple[float, float]]] = defaultdict(set)
    for turf, x, y in Stop.objects.filter(turf__in=turfs).values_list("turf", "longitude", "latitude"):
        places[turfs[turf]].add((x, y))
    return {key: shapes.around(of) for key, of in places.items() if len(of) >= _FEWEST}
