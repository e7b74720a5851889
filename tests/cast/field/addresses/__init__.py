"""Buildings and doors for tests."""

from typing import Any

from hustings.field.addresses.actions import buildings, doors
from hustings.field.addresses.models import Building
from hustings.foundation.territories.models import Kind, Zone


def commune(code: str) -> Zone:
    return Zone.objects.get(kind=Kind.COMMUNE, code=code)


def building(address: str = "12 rue de la Paix", code: str = "69123", **more: Any) -> Building:
    """A building that somebody entered by hand."""
    number, _space, street = address.partition(" ")
    return buildings.add_building(commune=commune(code), street=street, number=number, **more)


def with_doors(address: str = "12 rue de la Paix", code: str = "69123") -> Building:
    """One with two doors on each of three floors."""
    made = building(address, code)
    doors.add_doors(building=made, stair="A", floors=["0", "1", "2"], labels=["left", "right"])
    return made
