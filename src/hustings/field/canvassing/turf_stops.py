"""Stops of a turf as those of a walk list, in walking order; a home stands for a door that nobody entered."""

from hustings.field.addresses.models import Building
from hustings.field.canvassing import stop_texts
from hustings.field.canvassing.stop_texts import BadStops, Stop
from hustings.field.turfs.models import Turf


def of(turf: Turf) -> list[Stop]:
    """Buildings with their doors. Raises BadStops where there are too many doors, or none."""
    rows = turf.stops.prefetch_related("building__doors")
    found = [stop(str(one), one.building, one.homes) for one in rows]
    if not found:
        raise BadStops("empty")
    if stop_texts.count(found) > stop_texts.MOST_DOORS:
        raise BadStops("many")
    return found


def stop(address: str, building: Building | None, homes: int | None) -> Stop:
    """The doors that are known, else one for each home; a home alone needs no label."""
    made = Stop(str(building.pk) if building else stop_texts.building(address), address)
    doors = building.doors.all() if building else ()
    for door in doors:
        made.add(door.stair, door.floor, door.label)
    n = 0 if doors else min(homes or 1, stop_texts.MOST_DOORS + 1)
    for one in range(1, n + 1):
        made.add(label=str(one) if n > 1 else "")
    return made
