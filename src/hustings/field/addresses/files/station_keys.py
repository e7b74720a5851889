"""Polling stations that files of addresses name: made where they are new, found where they are there."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from hustings.field.addresses.models import AddressFile
from hustings.field.stations import entering
from hustings.field.stations.entering import Wanted

_AT_ONCE = 500  # municipalities of one statement


def known(told: Iterable[str]) -> dict[str, int]:
    """The primary keys of those that are there."""
    by_place: dict[str, list[tuple[str, str]]] = {}
    for each in told:
        code, _between, number = each.partition("_")
        by_place.setdefault(code, []).append((code, number))
    places, found = sorted(by_place), dict[str, int]()
    for at in range(0, len(places), _AT_ONCE):
        asked = [key for code in places[at : at + _AT_ONCE] for key in by_place[code]]
        found |= {f"{code}_{number}": pk for (code, number), pk in entering.known(asked).items()}
    return found


@transaction.atomic
def settle(file: AddressFile) -> Mapping[str, int]:
    """Enter those that are new, and keep which: undoing the file takes them away."""
    there = known(file.stations)
    if new := [told for told in file.stations if told not in there]:
        pairs = (told.split("_", 1) for told in new)
        wanted = [Wanted(code, number, place=file.towns.get(code, "")) for code, number in pairs]
        made = [f"{code}_{number}" for code, number in entering.enter(wanted)]
        file.counts = file.counts | {"stations": [*file.counts.get("stations", []), *made]}
        file.save(update_fields=["counts"])
        there |= known(new)
    return there
