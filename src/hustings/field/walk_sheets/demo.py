"""Doors of the demonstration: four streets, cut into turfs, one of them printed as a walk sheet."""

import random
from math import cos, radians

from django.db import transaction
from django.utils.translation import gettext, pgettext

from hustings.field.addresses.actions import buildings
from hustings.field.addresses.models import Building
from hustings.field.turfs import division
from hustings.field.turfs.models import Plan
from hustings.field.walk_sheets import actions
from hustings.foundation.lib.demo import Say
from hustings.foundation.territories.models import Kind, Zone

_STREETS = ("rue des Lilas", "rue du Marché", "avenue de la Gare", "impasse du Moulin")
_HOUSES = 30  # of a street
_BESIDE, _ON = 0.0014, 0.00018  # degrees from street to street, from house to house
_LEAST_PEOPLE = 3_000


@transaction.atomic
def fill(say: Say) -> None:
    """Enter the houses of a small town, cut it, print the first turf."""
    towns = Zone.objects.filter(kind=Kind.COMMUNE, latitude__isnull=False, population__gte=_LEAST_PEOPLE)
    town = towns.order_by("population", "code").first()
    if town is None or Building.objects.filter(municipality__zone=town).exists():
        return
    say(gettext("Doors"))
    _houses(town, float(town.latitude or 0), float(town.longitude or 0))
    plan = Plan.objects.create(name=pgettext("demo", "First walks"), zone=town)
    division.divide(plan)
    turf = plan.turfs.select_related("plan__zone")[0]
    sheet = actions.prepare_turf(name=turf.title, turf=turf, script=None, user=None)
    actions.print_sheet(sheet=sheet, user=None)


def _houses(town: Zone, latitude: float, longitude: float) -> None:
    chance = random.Random(23)  # noqa: S311 # play, not secrecy
    flat = cos(radians(latitude))
    for row, street in enumerate(_STREETS):
        for n in range(_HOUSES):
            side = 0.0001 if n % 2 else 0.0
            buildings.add_building(
                commune=town, street=street, number=str(n + 1), homes=chance.choice([1, 1, 1, 2, 4]),
                latitude=round(latitude + row * _BESIDE + side, 6),
                longitude=round(longitude + n * _ON / flat, 6),
            )  # fmt: skip
