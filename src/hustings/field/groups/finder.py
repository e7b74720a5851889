"""Local groups of a place, then those nearest to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, inf, radians, sin, sqrt

from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.db.models.functions import Coalesce

from hustings.field.groups.models.groups import LocalGroup
from hustings.foundation.territories.models import Containment, Zone

MOST = 20
REACH = 0.9  # degrees of latitude: 100 km
_EARTH = 12_742  # km from one side to the other


@dataclass(frozen=True, slots=True)
class Near:
    """One group; ``km`` from the middle of the place, None for a group of the place itself."""

    group: LocalGroup
    km: int | None


def near(zone: Zone) -> list[Near]:
    best = dict(sorted(_ranked(zone), key=lambda each: each[1])[:MOST])
    groups = LocalGroup.objects.shown().filter(pk__in=best).for_lists()
    found = sorted(groups, key=lambda group: (best[group.pk], group.name_key))
    return [Near(group, None if best[group.pk] < 0 else round(best[group.pk])) for group in found]


def _ranked(zone: Zone) -> Iterator[tuple[int, float]]:
    """Keys of those of the place, -1, and of those within reach with how far they are."""
    outer = Containment.objects.filter(inner=zone).values("outer")
    inner = Containment.objects.filter(outer=zone).values("inner")
    own, reach = Q(zone__in=outer) | Q(zone__in=inner), Q(pk__in=[])
    north, east = zone.latitude, zone.longitude
    if north is not None and east is not None:
        wide = REACH / max(cos(radians(north)), 0.1)
        reach = Q(lat__range=(north - REACH, north + REACH), lon__range=(east - wide, east + wide))
    found = LocalGroup.objects.shown().annotate(
        lat=Coalesce("latitude", "zone__latitude"), lon=Coalesce("longitude", "zone__longitude")
    )
    rows = found.filter(own | reach).annotate(own=ExpressionWrapper(own, BooleanField()))
    for pk, is_own, lat, lon in rows.values_list("pk", "own", F("lat"), F("lon")):
        if is_own:
            yield pk, -1
        elif north is not None and east is not None:
            yield pk, distance(north, east, lat, lon) if lat is not None else inf


def distance(north: float, east: float, north2: float, east2: float) -> float:
    rise, run = radians(north2 - north) / 2, radians(east2 - east) / 2
    part = sin(rise) ** 2 + cos(radians(north)) * cos(radians(north2)) * sin(run) ** 2
    return _EARTH * asin(sqrt(min(1.0, part)))
