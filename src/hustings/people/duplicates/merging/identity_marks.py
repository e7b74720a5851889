"""Marks of an absorbed record: what bears one goes along when the two are parted.

Kept with the merge, since an address may be taken off and a tag written anew in the meantime.
"""

from collections.abc import Callable, Collection, Mapping
from operator import attrgetter
from typing import Any

from django.db.models import Model, QuerySet

from hustings.people.persons.models import Email, Field, FieldValue, Person, Phone, PostalAddress, Tagging

Known = dict[str, list[Any]]
MANY = Field.Kind.CHOICES  # of which a person has several values
_HOW: dict[str, tuple[type[Model], Callable[[Any], Any]]] = {
    "addresses": (Email, attrgetter("address")),
    "keys": (Email, attrgetter("key")),
    "numbers": (Phone, attrgetter("number")),
    "places": (PostalAddress, str),
    "tags": (Tagging, attrgetter("tag_id")),
}


def alone(absorbed: int, kept: int) -> Known:
    """What is known of the one and not of the other."""
    found = _of(absorbed, kept)
    return {name: sorted(found[name][absorbed] - found[name][kept]) for name in _HOW}


def _of(*people: int) -> dict[str, dict[int, set[Any]]]:
    """Marks of these people, by name and person: a query a table."""
    models = {model for model, _read in _HOW.values()}
    tables: dict[type[Model], list[Any]] = {
        model: list(model._base_manager.filter(person__in=people)) for model in models
    }
    return {
        name: {pk: {read(row) for row in tables[model] if row.person_id == pk} for pk in people}
        for name, (model, read) in _HOW.items()
    }


def values(rows: "QuerySet[FieldValue]") -> Known:
    """Fields that the one's word fills, and what they chose where several may be chosen."""
    one, many = rows.exclude(field__kind=MANY), rows.filter(field__kind=MANY)
    return {
        "fields": sorted(set(one.values_list("field", flat=True))),
        "options": sorted(set(many.values_list("option", flat=True))),
    }


def gone(known: Mapping[str, Collection[Any]], person: Person) -> Known:
    """The marks by which ``person`` is not known any more."""
    now = {name: held[person.pk] for name, held in _of(person.pk).items()}
    now |= {name: set(held) for name, held in values(FieldValue.objects.filter(person=person)).items()}
    return {name: sorted(set(known.get(name, ())) - held) for name, held in now.items()}


def together(one: Mapping[str, Collection[Any]], other: Mapping[str, Collection[Any]]) -> Known:
    names = [*_HOW, "fields", "options"]
    return {name: sorted({*one.get(name, ()), *other.get(name, ())}) for name in names}
