"""Plans that are cut, of a street whose homes are told and of a house with doors."""

from collections.abc import Sequence

from hustings.field.turfs import division
from hustings.field.turfs.models import Plan
from hustings.foundation.territories.models import Zone
from tests.cast.field import addresses


def cut(zone: Zone, name: str = "Doors", **more: int) -> Plan:
    made = Plan.objects.create(name=name, zone=zone, **more)
    division.divide(made)
    return made


def plan(homes: Sequence[int] = (2,) * 6) -> Plan:
    """One turf in Lyon: a building of rue Haute for each number of homes, one of rue Basse with doors."""
    for n, each in enumerate(homes, 1):
        addresses.building(f"{n} rue Haute", homes=each, latitude=45.76 + n * 0.0004, longitude=4.83)
    last = addresses.with_doors("8 rue Basse")
    type(last).objects.filter(pk=last.pk).update(latitude=45.76, longitude=4.83)
    return cut(addresses.commune("69123"), "First round", size=60)
