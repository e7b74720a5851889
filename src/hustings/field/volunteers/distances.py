"""Distances over ground, near enough for who lives near: degrees as they are at the point asked for."""

from math import cos, radians, sqrt
from typing import Any

from django.db.models import ExpressionWrapper, F, FloatField
from django.db.models.functions import Coalesce

from hustings.foundation.territories.models import Zone

Point = tuple[float, float]  # latitude and longitude
KM = 111.2  # of one degree of latitude
INSIDE = ("", "parent__", "parent__parent__")  # a polling station, a part of a town, the town


def middle(zone: Zone | None) -> Point | None:
    """The middle of a territory, else of the town that it is in: parts of towns have none of their own."""
    for _step in INSIDE:
        if zone is None:
            return None
        if zone.latitude is not None and zone.longitude is not None:
            return zone.latitude, zone.longitude
        zone = zone.parent
    return None


def km(one: Point, other: Point) -> float:
    north = (one[0] - other[0]) * KM
    east = (one[1] - other[1]) * KM * cos(radians(one[0]))
    return sqrt(north * north + east * east)


def square(zone: str, point: Point) -> Any:
    """The square of the distance from ``point`` to the middle of the ``zone`` of rows, in the database."""
    latitude, longitude = (
        Coalesce(*(F(f"{zone}__{step}{name}") for step in INSIDE)) for name in ("latitude", "longitude")
    )
    north, east = (latitude - point[0]) * KM, (longitude - point[1]) * (KM * cos(radians(point[0])))
    return ExpressionWrapper(north * north + east * east, output_field=FloatField())
