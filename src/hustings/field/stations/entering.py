"""Entering of stations that are new, many at once; and their leaving, when their file is undone."""

from collections.abc import Iterable
from typing import NamedTuple

from hustings.field.stations import codes, zoning
from hustings.field.stations.models import Outline, Station
from hustings.foundation.lib.sql.references import referred

_AT_ONCE = 500
Key = tuple[str, str]  # municipality and number


class Wanted(NamedTuple):
    """A station as a file or somebody names it."""

    municipality: str
    number: str
    name: str = ""
    place: str = ""

    @property
    def key(self) -> Key:
        return codes.municipality(self.municipality), codes.number(self.number)


def enter(wanted: Iterable[Wanted], brought_by: int | None = None) -> list[Key]:
    """Enter those that are new, with their territories; which. Those that are there stay as they are."""
    made: dict[Key, Station] = {}
    for each in wanted:
        station = Station(brought_by_id=brought_by)
        station.municipality, station.number = each.key
        station.rename(place=each.place, name=each.name)
        made.setdefault(each.key, station)
    for key in known(made):
        made.pop(key)
    if made:
        zoning.place(made.values())
        Station.objects.bulk_create(made.values(), batch_size=_AT_ONCE, ignore_conflicts=True)
    return list(made)


def known(keys: Iterable[Key]) -> dict[Key, int]:
    """The primary keys of those that are entered."""
    asked = set(keys)
    found = Station.objects.filter(municipality__in={code for code, _number in asked}).order_by()
    rows = found.values_list("municipality", "number", "pk")
    return {(code, number): pk for code, number, pk in rows if (code, number) in asked}


def leave(keys: list[int]) -> set[int]:
    """Remove stations, unless something says more of them than an estimate of their outline; which stay."""
    Outline.objects.filter(station__in=keys, file=None, station__buildings=None).delete()
    used = referred(Station, keys)
    Station.objects.filter(pk__in=set(keys) - used).delete()
    return used
