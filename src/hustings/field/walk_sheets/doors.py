"""Doors of some streets or of a turf as lines; a building without doors has a line for each home."""

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from hustings.field.addresses.models import Building, Municipality
from hustings.field.turfs.models import Stop, Turf
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


REFUSALS = (NoDoors, TooManyDoors, TurfGone)


def of(municipality: Municipality, streets: str) -> list[Door]:
    """All lines by address. Raises NoDoors or TooManyDoors."""
    wanted = Q()
    for street in filter(None, map(str.strip, streets.splitlines())):
        wanted |= Q(pk__in=Building.objects.search(street).values("pk"))
    rows = Building.objects.filter(wanted, municipality=municipality).prefetch_related("doors")
    buildings = rows.order_by("address_key", "pk")[: MOST + 1]
    found = _few(_lines(building, str(building), building.homes, str(building.pk)) for building in buildings)
    if not found:
        raise NoDoors
    return found


def of_turf(turf: Turf | None) -> tuple[list[Door], list[Place]]:
    """All lines in walking order, and the stops. Raises TurfGone or TooManyDoors."""
    stops = list(turf.stops.prefetch_related("building__doors")) if turf else []
    if not stops:
        raise TurfGone
    lines = _few(_lines(stop.building, f"{stop.place}. {stop}", stop.homes, _key(stop)) for stop in stops)
    return lines, [Place(str(one.place), one.latitude, one.longitude, one.street) for one in stops]


def _key(stop: Stop) -> str:
    return str(stop.building_id or f"stop{stop.pk}")


def _few(buildings: Iterable[Iterable[Door]]) -> list[Door]:
    found: list[Door] = []
    for lines in buildings:
        found += lines
        if len(found) > MOST:
            raise TooManyDoors
    return found


def _lines(building: Building | None, place: str, homes: int | None, key: str) -> Iterator[Door]:
    doors = list(building.doors.all()) if building else []
    for door in doors:
        yield Door(str(door.pk), str(door), place)
    if doors:
        return
    for n in range(1, min(homes or 1, MOST + 1) + 1):
        yield Door(f"{key}#{n}", _("Door %(n)s") % {"n": n}, place)
