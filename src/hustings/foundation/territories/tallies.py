"""Counts by territory."""

from typing import Any

from django.db.models import Count, QuerySet

from hustings.foundation.territories.models import Containment, Kind


def by_department(rows: QuerySet[Any], zone: str, most: int) -> list[tuple[str, int]]:
    """How many rows have their ``zone`` in which department, the fullest first; "" for those in none."""
    by_zone = dict(rows.values_list(zone).annotate(n=Count("pk")))
    outer = Containment.objects.filter(outer__kind=Kind.DEPARTMENT).values_list("inner", "outer__name")
    names = dict(outer.filter(inner__in=rows.exclude(**{zone: None}).values(zone)))
    found: dict[str, int] = {}
    for inner, n in by_zone.items():
        found[names.get(inner, "")] = found.get(names.get(inner, ""), 0) + n
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
