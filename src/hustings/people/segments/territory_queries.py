"""People of a territory in a list's order.

Databases guess how many they are. PostgreSQL would walk a million people in the list's order to find ten,
SQLite put 50,000 in order to show fifty.
"""

from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from hustings.foundation.accounts import access
from hustings.foundation.territories.models import Containment, Zone
from hustings.people.persons.models import Person
from hustings.people.persons.models.persons import PersonQuerySet
from hustings.people.persons.rights import VIEW_PEOPLE

MANY = 5_000


def seen_by(user: Any) -> PersonQuerySet:
    """Those whom ``user`` may see."""
    if access.everywhere(user, VIEW_PEOPLE):
        return Person.objects.all()
    return _inside(Person.objects.all(), access.zones(user, VIEW_PEOPLE))


def zone(people: PersonQuerySet, outer: Zone) -> PersonQuerySet:
    """Those of ``people`` who live in ``outer`` or a zone inside it."""
    return _inside(people, Containment.objects.filter(outer=outer))


def _inside(people: PersonQuerySet, zones: QuerySet[Containment]) -> PersonQuerySet:
    inside = Person.objects.order_by().filter(zone__in=zones.values("inner"))
    few = list(inside.values_list("pk", flat=True)[: MANY + 1])
    if len(few) <= MANY:
        return people.filter(pk__any_of=few)
    if connection.vendor == "sqlite":
        return people.filter(Exists(zones.filter(inner=OuterRef("zone"))))
    return people.filter(zone__in=zones.values("inner"))
