"""Marks of an absorbed record: what bears one goes along when the two are parted.

Kept with the merge, since an address may be taken off and a tag written anew in the meantime.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db.models import QuerySet

from hustings.people.persons.models import Email, Field, FieldValue, Person, Phone, PostalAddress, Tagging

Known = dict[str, list[Any]]
MANY = Field.Kind.CHOICES  # of which a person has several values
_HOW: dict[str, Callable[[int], set[Any]]] = {
    "addresses": lambda pk: set(Email.objects.filter(person=pk).values_list("address", flat=True)),
    "keys": lambda pk: set(Email.objects.filter(person=pk).values_list("key", flat=True)),
    "numbers": lambda pk: set(Phone.objects.filter(person=pk).values_list("number", flat=True)),
    "places": lambda pk: {str(place) for place in PostalAddress.objects.filter(person=pk)},
    "tags": lambda pk: set(Tagging.objects.filter(person=pk).values_list("tag", flat=True)),
}


def alone(absorbed: int, kept: int) -> Known:
    """What is known of the one and not of the other."""
    return {name: sorted(of(absorbed) - of(kept)) for name, of in _HOW.items()}


def values(rows: "QuerySet[FieldValue]") -> Known:
    """Fields that the one's word fills, and what they chose where several may be chosen."""
    one, many = rows.exclude(field__kind=MANY), rows.filter(field__kind=MANY)
    return {
        "fields": sorted(set(one.values_list("field", flat=True))),
        "options": sorted(set(many.values_list("option", flat=True))),
    }


def gone(known: Mapping[str, Collection[Any]], person: Person) -> Known:
    """The marks by which ``person`` is not known any more."""
    now = {name: of(person.pk) for name, of in _HOW.items()}
    now |= {name: set(held) for name, held in values(FieldValue.objects.filter(person=person)).items()}
    return {name: sorted(set(known.get(name, ())) - held) for name, held in now.items()}


def together(one: Mapping[str, Collection[Any]], other: Mapping[str, Collection[Any]]) -> Known:
    names = [*_HOW, "fields", "options"]
    return {name: sorted({*one.get(name, ()), *other.get(name, ())}) for name in names}
