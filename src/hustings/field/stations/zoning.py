"""Territories of stations: a station's own where one is loaded, else its municipality."""

from collections.abc import Iterable

from hustings.field.stations.models import Station
from hustings.foundation.elections import law
from hustings.foundation.territories.models import Kind, Zone

_FEW = 400  # codes of one statement
Known = dict[str, tuple[int, str]]  # key and name of a territory, by code


def place(stations: Iterable[Station]) -> None:
    """Give stations their territory, and their municipality's name where they have none. Nothing is saved."""
    waiting = list(stations)
    communes = _known(Kind.COMMUNE, {each.municipality for each in waiting})
    own = _known(Kind.STATION, {_code(each) for each in waiting})
    for each in waiting:
        commune = communes.get(each.municipality)
        found = own.get(_code(each)) or commune
        each.zone_id = found[0] if found else None
        if commune and not each.place:
            each.rename(place=commune[1], name=each.name)


def _code(station: Station) -> str:
    return f"{station.municipality}-{station.number}"


def _known(kind: Kind, wanted: set[str]) -> Known:
    zones = Zone.objects.of_kind(kind).order_by()
    if country := law.country():
        zones = zones.filter(country=country.upper())
    if len(wanted) <= _FEW:
        zones = zones.filter(code__in=wanted)
    found = zones.values_list("code", "pk", "name").iterator(5_000)
    return {code: (pk, name) for code, pk, name in found if code in wanted}
