"""Local groups of a place, then those nearest to it; or those nearest to a point."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from hustings.field.groups.models.groups import LocalGroup
from hustings.foundation.territories import nearest
from hustings.foundation.territories.models import Containment, Zone
from hustings.foundation.territories.nearest import Among, Point

MOST = 20
OPEN = "t.closed_at IS NULL AND t.shown_at IS NOT NULL"  # as the index group_by_point


@dataclass(frozen=True, slots=True)
class Near:
    """One group; ``km`` from the point or the middle of the place, None for a group of the place itself."""

    group: LocalGroup
    km: int | None


def near(zone: Zone, *, kind: int | None = None) -> list[Near]:
    """Those of the place by name, then the nearest within 100 km."""
    outer = Containment.objects.filter(inner=zone).values("outer")
    inner = Containment.objects.filter(outer=zone).values("inner")
    rows = LocalGroup.objects.shown().filter(Q(zone__in=outer) | Q(zone__in=inner))
    if kind:
        rows = rows.filter(kind=kind)
    own = list(rows.order_by("name_key", "pk").values_list("pk", flat=True)[:MOST])
    ranked: list[tuple[int, float | None]] = [(pk, None) for pk in own]
    if zone.latitude is not None and zone.longitude is not None and len(own) < MOST:
        found = ranked_near(Point(zone.latitude, zone.longitude), MOST, kind=kind)
        ranked += [each for each in found if each[0] not in set(own)]
    return _loaded(ranked[:MOST])


def near_point(at: Point, *, kind: int | None = None, within: Zone | None = None) -> list[Near]:
    """The nearest within 100 km. The point is neither kept nor logged."""
    return _loaded(ranked_near(at, MOST, kind=kind, within=within))


def ranked_near(
    at: Point, n: int, *, kind: int | None = None, within: Zone | None = None
) -> list[tuple[int, float]]:
    """Keys and kilometres, the nearest first."""
    more, parameters = "", list[Any]()
    if kind:
        more, parameters = " AND t.kind_id = %s", [kind]
    if within:
        more += " AND t.zone_id IN (SELECT inner_id FROM territories_containment WHERE outer_id = %s)"
        parameters.append(within.pk)
    return nearest.nearest(Among("groups_localgroup", OPEN, more, parameters), at, n)


def _loaded(ranked: Sequence[tuple[int, float | None]]) -> list[Near]:
    rows = LocalGroup.objects.shown().for_lists().in_bulk([pk for pk, _km in ranked])
    return [Near(rows[pk], None if km is None else round(km)) for pk, km in ranked if pk in rows]
