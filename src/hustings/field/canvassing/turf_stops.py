"""Stops of a turf as those of a walk list, in walking order; a home stands for a door that nobody entered."""

from hustings.field.addresses.models import Building, Door
from hustings.field.canvassing import stop_texts
from hustings.field.canvassing.stop_texts import BadStops, Stop
from hustings.field.turfs.models import Turf
from hustings.field.turfs.walks.distances import side

_DOORS = [f"building__{way}doors" for way in ("", "merged__", "merged_into__", "merged_into__merged__")]


def of(turf: Turf) -> list[Stop]:
    """Buildings with their doors. Raises BadStops where there are too many doors, or none."""
    rows = turf.stops.select_related("building__merged_into").prefetch_related(*_DOORS)
    found: dict[str, Stop] = {}
    for one in rows:
        building = one.building and (one.building.merged_into or one.building)
        made = stop(str(one), building, one.homes)
        made.at = one.latitude, one.longitude, one.street, side(one.number)
        found.setdefault(made.id, made)  # two that are one by now are one stop
    stops = list(found.values())
    if not stops:
        raise BadStops("empty")
    if stop_texts.count(stops) > stop_texts.MOST_DOORS:
        raise BadStops("many")
    return stops


def stop(address: str, building: Building | None, homes: int | None) -> Stop:
    """The doors that are known, else one for each home; a home alone needs no label."""
    made = Stop(str(building.pk) if building else stop_texts.building(address), address)
    doors = _known(building) if building else []
    for door in doors:
        made.add(door.stair, door.floor, door.label)
    n = 0 if doors else min(homes or 1, stop_texts.MOST_DOORS + 1)
    for one in range(1, n + 1):
        made.add(label=str(one) if n > 1 else "")
    return made


def _known(building: Building) -> list[Door]:
    """As ``Door.objects.known`` has them, of rows that were fetched."""
    doors = [door for one in (building, *building.merged.all()) for door in one.doors.all()]
    known = [door for door in doors if door.merged_into_id is None]
    return sorted(known, key=lambda door: (door.stair, door.floor_order, door.label, str(door.pk)))
