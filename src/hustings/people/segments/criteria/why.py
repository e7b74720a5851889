"""Why somebody belongs to a segment: which of its alternatives hold for them."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from hustings.people.persons.models import Person
from hustings.people.segments.criteria.model import Group, Leaf, Node
from hustings.people.segments.criteria.tree import read


def reasons(criteria: Any, people: Collection[Person]) -> dict[int, list[str]]:
    """Alternatives that hold for a few ``people``, in words; empty where nothing is joined by "any"."""
    keys = {person.pk for person in people}
    found: dict[int, list[str]] = {key: [] for key in keys}
    _collect(read(criteria), keys, found)
    return found


def _collect(node: Node, keys: set[int], found: dict[int, list[str]]) -> None:
    if not isinstance(node, Group) or node.match == "none":
        return
    for part in node.parts:
        if node.match == "all" or len(node.parts) == 1:
            _collect(part, keys, found)
            continue
        for key in holds(part, keys):
            found[key].append(str(part))


def holds(node: Node, keys: set[int]) -> set[int]:
    """Those of a few for whom a part of a tree holds; one small query for each question in it."""
    if not keys:
        return set()
    if isinstance(node, Leaf):
        meant = holds(node.answer(), keys)
        return keys - meant if node.operator.is_negated else meant
    if isinstance(node, Q):
        return set(Person.objects.filter(pk__in=keys).filter(node).values_list("pk", flat=True))
    if isinstance(node, QuerySet):
        return set(node.order_by().filter(person__in=keys).values_list("person", flat=True))
    parts = [holds(part, keys) for part in node.parts]
    if node.match == "all":
        return keys.intersection(*parts)
    anyone = set[int]().union(*parts)
    return anyone if node.match == "any" else keys - anyone
