"""Doors of some streets as lines of a sheet; a building without doors has a line for each home."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from hustings.field.addresses.models import Building, Municipality
from hustings.field.walk_sheets.paper.layouts import ROWS, Door

MOST = 20 * ROWS  # lines of one sheet: nobody walks further in a day


class NoDoors(Exception):
    """No address is known there."""

    def __init__(self) -> None:
        super().__init__(_("No address of these streets is known in this municipality."))


class TooManyDoors(Exception):
    """More doors than anybody walks in a day."""

    def __init__(self) -> None:
        super().__init__(_("More than %(most)s doors. Choose fewer streets.") % {"most": MOST})


def of(municipality: Municipality, streets: str) -> list[Door]:
    """All lines by address. Raises NoDoors or TooManyDoors."""
    wanted = Q()
    for street in filter(None, map(str.strip, streets.splitlines())):
        wanted |= Q(pk__in=Building.objects.search(street).values("pk"))
    rows = Building.objects.filter(wanted, municipality=municipality).prefetch_related("doors")
    found: list[Door] = []
    for building in rows.order_by("address_key", "pk")[: MOST + 1]:
        found += _lines(building)
        if len(found) > MOST:
            raise TooManyDoors
    if not found:
        raise NoDoors
    return found


def _lines(building: Building) -> Iterator[Door]:
    place, doors = str(building), list(building.doors.all())
    for door in doors:
        yield Door(str(door.pk), str(door), place)
    if doors:
        return
    for n in range(1, min(building.homes or 1, MOST + 1) + 1):
        yield Door(f"{building.pk}#{n}", _("Door %(n)s") % {"n": n}, place)
