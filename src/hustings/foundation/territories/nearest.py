"""The rows of a table that lie nearest to a point: a box on indexed columns, then by distance, then wider.

The table has ``lat`` and ``lon``, filled when a row is saved: a row without a point of its own has that of
its territory, so one index finds both. Written by hand: compiling the query takes longer than the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When

from hustings.foundation.territories.models import Zone

_EARTH = 12_742  # km from one side to the other
_DEGREE = 111.2  # km of a degree of latitude
RADII = (10, 30, 100)  # km


class Point(NamedTuple):
    """Degrees of latitude and longitude."""

    lat: float
    lon: float

    @classmethod
    def read(cls, text: str) -> "Point | None":
        """``"45.76,4.84"`` as an address holds it, rounded to a kilometre; None for anything else."""
        try:
            lat, lon = (round(float(part), 2) for part in text[:40].split(","))
        except (ValueError, OverflowError):
            return None
        return cls(lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None

    @classmethod
    def middle(cls, zone: Zone | None) -> "Point | None":
        """The middle of a territory, where it is known."""
        if zone is None or zone.latitude is None or zone.longitude is None:
            return None
        return cls(round(zone.latitude, 2), round(zone.longitude, 2))

    def __str__(self) -> str:
        return f"{self.lat},{self.lon}"


@dataclass(frozen=True, slots=True)
class Among:
    """The rows to search: ``table`` as ``t``, a condition that a partial index knows, more conditions."""

    table: str
    base: str
    more: str = ""
    parameters: Sequence[Any] = field(default=())


def renew_points(rows: QuerySet[Any]) -> int:
    """Fill ``lat`` and ``lon`` as ``fit`` does, in one statement, where they are others by now."""
    own = Q(latitude__isnull=False, longitude__isnull=False)
    middle = Zone.objects.filter(pk=OuterRef("zone"))
    points = {
        name: Case(When(own, then=F(of)), default=Subquery(middle.values(of)))
        for name, of in (("lat", "latitude"), ("lon", "longitude"))
    }
    found = rows.annotate(new_lat=points["lat"], new_lon=points["lon"])
    moved = ~Q(lat=F("new_lat")) | ~Q(lon=F("new_lon")) | Q(lat__isnull=False, new_lat=None)
    keys = list(
        found.filter(moved | Q(lat=None, new_lat__isnull=False)).order_by().values_list("pk", flat=True)
    )
    return rows.model._default_manager.filter(pk__in=keys).update(**points) if keys else 0


def nearest(among: Among, at: Point, n: int, radii: Sequence[int] = RADII) -> list[tuple[int, float]]:
    """Keys and kilometres of the ``n`` nearest, the nearest first; a wider circle where one holds too few."""
    found: list[tuple[int, float]] = []
    for km in radii:
        found = _within(among, at, n, km)
        if len(found) >= n:
            break
    return found


def _within(among: Among, at: Point, n: int, km: int) -> list[tuple[int, float]]:
    """Those of a circle, ordered by a sum of products: that near as good as haversine, and cheaper."""
    c, s, tall = cos(radians(at.lat)), sin(radians(at.lat)), km / _DEGREE
    wide = tall / max(c, 0.05)
    order = "(t.lat - %s) * (t.lat - %s) + (t.lon - %s) * (t.lon - %s) * (%s - %s * (t.lat - %s))"
    sql = (
        f"SELECT t.id, t.lat, t.lon FROM {among.table} t WHERE {among.base}"  # noqa: S608 - names of ours
        f" AND t.lat BETWEEN %s AND %s AND t.lon BETWEEN %s AND %s{among.more} ORDER BY {order} LIMIT %s"
    )
    box = [at.lat - tall, at.lat + tall, at.lon - wide, at.lon + wide]
    by = [at.lat, at.lat, at.lon, at.lon, c * c, s * c * radians(1), at.lat]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*box, *among.parameters, *by, n])
        rows = cursor.fetchall()
    far = ((pk, distance(at.lat, at.lon, lat, lon)) for pk, lat, lon in rows)
    return sorted((each for each in far if each[1] <= km), key=lambda each: (each[1], each[0]))


def distance(north: float, east: float, north2: float, east2: float) -> float:
    """Kilometres between two points."""
    rise, run = radians(north2 - north) / 2, radians(east2 - east) / 2
    part = sin(rise) ** 2 + cos(radians(north)) * cos(radians(north2)) * sin(run) ** 2
    return _EARTH * asin(sqrt(min(1.0, part)))
