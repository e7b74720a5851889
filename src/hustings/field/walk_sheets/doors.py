"""Doors of some streets or of a turf, as stops of a walk list and as lines of paper.

Doors are named as phones name them (canvassing/door_keys.py): paper and phones note in one log.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from hustings.field.addresses.models import Building
from hustings.field.canvassing import stop_texts, turf_stops
from hustings.field.canvassing.models import WalkList
from hustings.field.canvassing.stop_texts import BadStops, Stop
from hustings.field.turfs.actions import NotCut
from hustings.field.turfs.models import Turf
from hustings.field.walk_sheets.models import Sheet
from hustings.field.walk_sheets.paper.layouts import ROWS, Door
from hustings.field.walk_sheets.paper.walks import Place

MOST = 20 * ROWS  # lines of one sheet: nobody walks further in a day


class NoDoors(Exception):
    """No address is known there."""

    def __init__(self) -> None:
        super().__init__(_("No address of these streets is known in this municipality."))


class TooManyDoors(Exception):
    """More doors than anybody walks in a day."""

    def __init__(self) -> None:
        words = _("More than %(most)s doors. Choose fewer streets, or cut smaller turfs.")
        super().__init__(words % {"most": MOST})


class TurfGone(Exception):
    """The turf was cut anew or deleted since; what was printed of it is still read."""

    def __init__(self) -> None:
        super().__init__(_("This turf is gone: its plan was cut anew. Prepare a sheet of a new one."))


REFUSALS = (NoDoors, TooManyDoors, TurfGone, NotCut)


@dataclass(slots=True)
class Found:
    """Doors of a sheet as stops of a walk list, in walking order; places on a map are those of a turf."""

    stops: list[Stop]
    walk: list[Place] = field(default_factory=list)

    def lines(self) -> list[Door]:
        """One line a door."""
        numbers = [f"{place.number}. " for place in self.walk] or [""] * len(self.stops)
        return [
            Door(key, _label(*parts), number + stop.address)
            for number, stop in zip(numbers, self.stops, strict=True)
            for key, *parts in stop.doors
        ]


def _label(stair: str, floor: str, label: str) -> str:
    if stair or floor or (label and not label.isdecimal()):
        return " · ".join(filter(None, (stair, floor, label)))
    return _("Door %(n)s") % {"n": label or 1}


def of_streets(sheet: Sheet) -> Found:
    """Doors by address. Raises NoDoors or TooManyDoors."""
    wanted = Q()
    for street in filter(None, map(str.strip, sheet.streets.splitlines())):
        wanted |= Q(pk__in=Building.objects.search(street).values("pk"))
    rows = Building.objects.standing().filter(wanted, municipality=sheet.municipality)
    buildings: Iterable[Building] = rows.prefetch_related("doors", "merged__doors").order_by(
        "address_key", "pk"
    )[: MOST + 1]
    found = [turf_stops.stop(str(building), building, building.homes) for building in buildings]
    if not found:
        raise NoDoors
    return Found(_few(found))


def of_turf(turf: Turf, walk_list: WalkList | None = None) -> Found:
    """Doors of its walk list, or of the one that it would have. Raises TurfGone or TooManyDoors."""
    rows = turf.stops.all()
    walk = [Place(str(one.place), one.latitude, one.longitude, one.street) for one in rows]
    if not walk:
        raise TurfGone
    try:
        stops = [Stop(**told) for told in walk_list.stops] if walk_list else turf_stops.of(turf)
    except BadStops as bad:
        raise TooManyDoors from bad
    return Found(_few(stops), walk)


def _few(stops: list[Stop]) -> list[Stop]:
    if stop_texts.count(stops) > MOST:
        raise TooManyDoors
    return stops
