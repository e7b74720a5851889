"""Stops of a turf as those of a walk list, in walking order; a home stands for a door that nobody entered."""

from collections.abc import Iterator

from hustings.field.canvassing import stop_texts
from hustings.field.canvassing.stop_texts import BadStops, Stop
from hustings.field.turfs import models as turfs


def of(turf: turfs.Turf) -> list[Stop]:
    """Buildings with their doors. Raises BadStops where there are too many doors, or none."""
    found = [_stop(one) for one in turf.stops.prefetch_related("building__doors")]
    if not found:
        raise BadStops("empty")
    if stop_texts.count(found) > stop_texts.MOST_DOORS:
        raise BadStops("many")
    return found


def _stop(one: turfs.Stop) -> Stop:
    made = Stop(str(one.building_id or stop_texts.building(str(one))), str(one))
    for parts in _doors(one):
        made.add(*parts)
    return made


def _doors(one: turfs.Stop) -> Iterator[tuple[str, ...]]:
    doors = list(one.building.doors.all()) if one.building else []
    if doors:
        return ((door.stair, door.floor, door.label) for door in doors)
    homes = min(one.homes or 1, stop_texts.MOST_DOORS + 1)
    return iter([()]) if homes == 1 else (("", "", str(n)) for n in range(1, homes + 1))
