"""Entering of stations, one by hand or many from a file."""

import logging
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.field.stations import codes, zoning
from hustings.field.stations.models import Station

log = logging.getLogger(__name__)
_AT_ONCE = 500


class StationThere(Exception):
    """A station of that municipality has this number already."""


class Wanted(NamedTuple):
    """A station as a file or somebody names it."""

    municipality: str
    number: str
    name: str = ""
    place: str = ""


@transaction.atomic
def add_station(*, wanted: Wanted, user: Any) -> Station:
    """Enter one station; StationThere where it is entered already."""
    if not enter_stations(wanted=[wanted]):
        raise StationThere(_("This station is already entered."))
    found = Station.objects.get(
        municipality=codes.municipality(wanted.municipality), number=codes.number(wanted.number)
    )
    log.info("station added station=%s user=%s", found.pk, user.pk)
    return found


@transaction.atomic
def enter_stations(*, wanted: Iterable[Wanted]) -> int:
    """Enter those that are new, with their territories; how many. Those that are there stay as they are."""
    made: dict[tuple[str, str], Station] = {}
    for each in wanted:
        station = Station(
            municipality=codes.municipality(each.municipality), number=codes.number(each.number)
        )
        station.rename(place=each.place, name=each.name)
        made.setdefault((station.municipality, station.number), station)
    known = Station.objects.filter(municipality__in={code for code, _number in made})
    for key in known.values_list("municipality", "number"):
        made.pop(key, None)
    zoning.place(made.values())
    Station.objects.bulk_create(made.values(), batch_size=_AT_ONCE, ignore_conflicts=True)
    return len(made)
