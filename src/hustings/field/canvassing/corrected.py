"""Doors as the list of addresses has them by now: merged, split, given to another number since.

Walk lists never change and phones hold them for days; what is noted at an old door counts at the right one.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from hustings.field.addresses.models import Building, Door
from hustings.field.canvassing import door_keys
from hustings.foundation.lib.sql import sql_parts


@dataclass(frozen=True, slots=True)
class Corrected:
    """Buildings that are told of together, and what was merged of them. Keys as the log has them."""

    buildings: frozenset[str]
    merged: Mapping[str, str] = field(default_factory=dict)  # building -> the one that it is
    doors: Mapping[str, str] = field(default_factory=dict)

    def name(self, key: str) -> str:
        """The door that this one is."""
        building, _between, rest = key.partition("/")
        key = f"{self.merged.get(building, building)}/{rest}"
        return self.doors.get(key, key)


def of(buildings: Iterable[str]) -> Corrected:
    """Those buildings, and all that they were merged with or split from."""
    near = {key for key in buildings if door_keys.is_of_register(key)}
    fresh = near
    merged, pairs = dict[str, str](), set[tuple[Door, Door]]()
    while fresh:
        for part in sql_parts.parts(fresh):
            merged |= {str(pk): str(into) for pk, into in _buildings(part).values_list("pk", "merged_into")}
            pairs |= {(door, door.merged_into) for door in _doors(part) if door.merged_into}
        found = {*merged, *merged.values(), *(str(door.building_id) for pair in pairs for door in pair)}
        fresh = found - near
        near = near | found
    doors = {_key(old, merged): _key(new, merged) for old, new in pairs}
    return Corrected(frozenset({*buildings, *near}), merged, doors)


def _buildings(keys: Collection[str]) -> QuerySet[Building]:
    rows = Building.objects.filter(Q(pk__in=keys) | Q(merged_into__in=keys), merged_into__isnull=False)
    return rows.order_by()


def _doors(keys: Collection[str]) -> QuerySet[Door]:
    near = Q(building__in=keys) | Q(merged_into__building__in=keys)
    return Door.objects.filter(near, merged_into__isnull=False).select_related("merged_into").order_by()


def _key(door: Door, merged: Mapping[str, str]) -> str:
    building = str(door.building_id)
    return door_keys.key(merged.get(building, building), door.stair, door.floor, door.label)


def chiefs(pairs: Iterable[tuple[str, str]], gone: Collection[str]) -> dict[str, str]:
    """Each key with the one that all keys joined to it count with: one that is ``gone`` only among such."""
    chief: dict[str, str] = {}
    for one, other in pairs:
        ends = {_end(chief, one), _end(chief, other)}
        first = min(ends, key=lambda key: (key in gone, key))
        chief |= dict.fromkeys(ends, first)
    return {key: _end(chief, key) for key in chief}


def _end(chief: Mapping[str, str], key: str) -> str:
    while chief.get(key, key) != key:
        key = chief[key]
    return key
