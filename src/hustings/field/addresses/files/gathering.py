"""The lines of a file by building, and what they change of the building that is there."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from hustings.field.addresses.files.lines import Line
from hustings.field.addresses.models import Building
from hustings.field.addresses.models.files import Source

# What counts more comes later. A person counts most.
_PLACES = {"": 0, Source.BDNB: 1, Source.REU: 2, Source.BAN: 3, Source.BAL: 3, Source.OWN: 4, Source.HAND: 5}
_HOMES = {"": 0, Source.REU: 1, Source.BDNB: 2, Source.OWN: 3, Source.HAND: 4}
FIELDS = (
    "postcode", "city", "latitude", "longitude", "place_from", "homes", "homes_from", "station_id",
    "file_number",
)  # fmt: skip
Values = dict[str, Any]


def gathered(lines: Iterable[Line], *, is_summed: bool) -> dict[str, Line]:
    """One line for each building: the place nearest to its door, and all of its homes."""
    found: dict[str, Line] = {}
    for line in lines:
        first = found.get(line.key)
        if first is None:
            found[line.key] = line
            continue
        homes = _together(first.homes, line.homes) if is_summed else first.homes
        best = line if line.rank > first.rank and line.latitude is not None else first
        found[line.key] = best._replace(homes=homes, station=first.station or line.station)
    return found


def _together(one: int | None, other: int | None) -> int | None:
    return one if other is None else other if one is None else one + other


def there(keys: Iterable[str], *, is_locked: bool = False) -> dict[str, Values]:
    """The buildings that are there, by key; where they are ``locked`` nobody else changes them."""
    is_native = connection.features.has_native_uuid_field
    names = ", ".join(connection.ops.quote_name(name) for name in FIELDS)
    table = connection.ops.quote_name(Building._meta.db_table)
    wanted = "= ANY(%s::uuid[])" if is_native else "IN (SELECT value FROM json_each(%s))"
    lock = " FOR UPDATE" if is_locked and connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {names} FROM {table} WHERE id {wanted}{lock}",  # noqa: S608 - our own names
            [list(keys) if is_native else json.dumps(list(keys))],
        )
        return {
            pk.hex if is_native else pk: dict(zip(FIELDS, told, strict=True))
            for pk, *told in cursor.fetchall()
        }


def made(line: Line, source: str, number: int, station: int | None) -> Values:
    """A new building's values of FIELDS."""
    return {
        "postcode": line.postcode, "city": line.city, "latitude": line.latitude, "longitude": line.longitude,
        "place_from": "" if line.latitude is None else source, "homes": line.homes,
        "homes_from": "" if line.homes is None else source, "station_id": station, "file_number": number,
    }  # fmt: skip


def changed(line: Line, now: Mapping[str, Any], source: str, stations: Mapping[str, int]) -> Values:
    """Changes that a line makes: it fills what is blank, and betters what a lesser source has said.

    ``stations``: those that are there; one that is not yet counts as another.
    """
    texts = {name: getattr(line, name) for name in ("postcode", "city") if not now[name]}
    found: Values = {name: told for name, told in texts.items() if told}
    place, homes = {"latitude": line.latitude, "longitude": line.longitude}, {"homes": line.homes}
    if line.latitude is not None and _PLACES[source] >= _PLACES[now["place_from"]] and _differ(place, now):
        found |= place | {"place_from": source}
    if line.homes is not None and _HOMES[source] >= _HOMES[now["homes_from"]] and _differ(homes, now):
        found |= homes | {"homes_from": source}
    if line.station and stations.get(line.station) != now["station_id"]:
        found["station_id"] = stations.get(line.station)
    return found


def _differ(told: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    return any(now[name] != value for name, value in told.items())


def is_of_another(now: Mapping[str, Any], number: int) -> bool:
    """Whether a building is another file's alone, which a second file now names as well."""
    return now["file_number"] not in {None, number}
