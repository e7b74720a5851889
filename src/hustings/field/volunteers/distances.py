"""Distances over ground, near enough for who lives near: degrees as they are at the point asked for."""

from math import cos, radians, sqrt
from typing import Any

from django.db.models import ExpressionWrapper, F, FloatField

Point = tuple[float, float]  # latitude and longitude
KM = 111.2  # of one degree of latitude


def km(one: Point, other: Point) -> float:
    north = (one[0] - other[0]) * KM
    east = (one[1] - other[1]) * KM * cos(radians(one[0]))
    return sqrt(north * north + east * east)


def square(latitude: str, longitude: str, point: Point) -> Any:
    """The square of the distance from ``point`` to two columns, in the database."""
    north, east = (F(latitude) - point[0]) * KM, (F(longitude) - point[1]) * (KM * cos(radians(point[0])))
    return ExpressionWrapper(north * north + east * east, output_field=FloatField())
