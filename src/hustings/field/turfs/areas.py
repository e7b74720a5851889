"""Area of a plan: the buildings of its territory, within the outline where one is drawn."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db.models import Q, QuerySet

from hustings.field.addresses.models import Building
from hustings.field.turfs.cuts import shapes
from hustings.field.turfs.cuts.barriers import Points
from hustings.field.turfs.models import Plan
from hustings.foundation.territories.models import Containment, Zone

_LOOKED_AT = 50_000  # buildings around an outline
Corners = Sequence[Sequence[float]]


def of_territory(zone: Zone) -> QuerySet[Building]:
    """Buildings of the municipalities in a territory; of the one around it, if it is a part of one."""
    found = Building.objects.standing().order_by("pk")
    if _is_part(zone):
        return found.filter(municipality__zone__in=Containment.objects.filter(inner=zone).values("outer"))
    return found.filter(_of_whole(zone))


def _of_whole(zone: Zone) -> Q:
    return Q(municipality__zone__in=Containment.objects.filter(outer=zone).values("inner"))


def _is_part(zone: Zone) -> bool:
    return bool(zone.shape) and not Building.objects.filter(_of_whole(zone)).exists()


def buildings(plan: Plan) -> QuerySet[Building]:
    """Buildings of which a plan's turfs are cut, and some beside: ``within`` leaves these out."""
    found = of_territory(plan.zone)
    if plan.outline:
        found = found.filter(_around(plan.outline))
    return of_stations(plan, found)


def of_stations(plan: Plan, found: QuerySet[Building]) -> QuerySet[Building]:
    """Those of the plan's polling stations, where some are chosen."""
    chosen = plan.stations.order_by()
    return found.filter(station__in=chosen.values("pk")) if chosen.exists() else found


def _around(corners: Corners) -> Q:
    x, y = [one[0] for one in corners], [one[1] for one in corners]
    return Q(longitude__range=(min(x), max(x)), latitude__range=(min(y), max(y)))


def within(plan: Plan, placed: list[Building]) -> list[Building]:
    """Those that lie in the plan's outline, and in its territory's where this is a part of a municipality."""
    if placed and plan.outline:
        placed = _kept(placed, outline(plan.outline))
    return _kept(placed, plan.zone.shape) if placed and _is_part(plan.zone) else placed


def outline(corners: Corners) -> dict[str, Any]:
    """Corners as a shape of GeoJSON."""
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


def _kept(placed: list[Building], shape: Any) -> list[Building]:
    return [one for one, is_in in zip(placed, shapes.within(points(placed), shape), strict=True) if is_in]


def points(placed: Sequence[Any]) -> Points:
    """Rows of longitude and latitude."""
    return np.array([[one.longitude, one.latitude] for one in placed], dtype=float)


def is_empty(plan: Plan, corners: Corners) -> bool:
    """Whether no building of its territory lies within such corners."""
    found = of_stations(plan, of_territory(plan.zone).filter(_around(corners))).order_by()
    rows = np.array(found.values_list("longitude", "latitude")[:_LOOKED_AT], dtype=float).reshape(-1, 2)
    return not shapes.within(rows, outline(corners)).any()
