"""Pages of a long list by the key of the last row, not by its number: page 20,000 costs what page 1 costs."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.sql.keyset import SIZE, moment
from hustings.foundation.lib.web import query_params
from hustings.people.persons.models import Person
from hustings.people.persons.models.persons import PersonQuerySet


@dataclass(frozen=True, slots=True)
class Order:
    """A sequence of people that an index holds; ``label`` says it in the list of orders."""

    label: Any
    column: str
    is_falling: bool
    read: Callable[[str], Any]
    write: Callable[[Any], str]

    def after(self, place: str) -> Q:
        """Those after a place; a bounded range of the index and its ties. Q() where the place is none."""
        number, _space, text = place.partition(" ")
        value, pk = self.read(text), query_params.key(number)
        if value is None or pk is None:
            return Q()
        way = "lt" if self.is_falling else "gt"
        bound = Q(**{f"{self.column}__{way}e": value})
        return bound & (Q(**{f"{self.column}__{way}": value}) | Q(**{f"pk__{way}": pk}))

    def place(self, person: Person) -> str:
        """Where the list goes on after ``person``."""
        return f"{person.pk} {self.write(getattr(person, self.column))}"

    @property
    def by(self) -> list[str]:
        """For order_by()."""
        return [f"-{self.column}", "-pk"] if self.is_falling else [self.column, "pk"]


def _key(text: str) -> str | None:
    return text if "," in text and "\0" not in text else None


def _words(text: str) -> str | None:
    return None if "\0" in text else text


def _both(
    column: str, read: Callable[[str], Any], write: Callable[[Any], str], **names: Any
) -> dict[str, Order]:
    return {
        name.replace("_", "-"): Order(label, column, bool(is_falling), read, write)
        for is_falling, (name, label) in enumerate(names.items())
    }


def _iso(moment: dt.datetime) -> str:
    return moment.isoformat()


ORDERS = {
    **_both("created_at", moment, _iso, oldest=_("oldest first"), newest=_("newest first")),
    **_both("name_key", _key, str, name=_("by family name"), name_z=_("by family name, Z to A")),
    **_both("given_key", _key, str, given=_("by given name"), given_z=_("by given name, Z to A")),
    **_both("updated_at", moment, _iso, unchanged=_("oldest change first"), changed=_("latest change first")),
    **_both("source", _words, str, source=_("by source"), source_z=_("by source, Z to A")),
}


def page(
    people: PersonQuerySet,
    order: str,
    after: str = "",
    size: int = SIZE,
    read: Callable[[PersonQuerySet], PersonQuerySet] = lambda people: people,
) -> tuple[list[Person], str]:
    """The next people and the place to go on from. Keys first, by narrow indexes, then rows: no wide sort."""
    by = ORDERS.get(order, ORDERS["newest"])
    if after:
        people = people.filter(by.after(after))
    keys = list(people.order_by(*by.by).values_list("pk", flat=True)[: size + 1])
    found = {person.pk: person for person in read(Person.objects.order_by().filter(pk__in=keys[:size]))}
    rows = [found[key] for key in keys[:size] if key in found]  # one may be erased meanwhile
    return rows, by.place(rows[-1]) if len(keys) > size and rows else ""
