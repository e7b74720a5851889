"""How many people bear each of some things: a tag, a field, a topic. Nobody learns of people out of sight."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet

from hustings.foundation.accounts import access
from hustings.people.persons.models import Person
from hustings.people.persons.rights import VIEW_PEOPLE


def of(
    things: Sequence[Any], rows: QuerySet[Any], column: str, user: Any, name: str = "n_people"
) -> Sequence[Any]:
    """Set ``name`` of each: how many of those whom ``user`` may see ``rows`` link to it by ``column``."""
    rows = rows.order_by().filter(**{f"{column}__in": [thing.pk for thing in things]})
    if not access.everywhere(user, VIEW_PEOPLE):
        rows = rows.filter(person__in=Person.objects.visible_to(user).values("pk"))
    counts = dict(rows.values_list(column).annotate(n=Count("person", distinct=True)))
    for thing in things:
        setattr(thing, name, counts.get(thing.pk, 0))
    return things
