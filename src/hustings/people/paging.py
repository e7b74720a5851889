"""Pages of a long list by the key of the last row, not by its number: page 20,000 costs what page 1 costs."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_datetime

from hustings.people.models import Person
from hustings.people.models.persons import PersonQuerySet

SIZE = 50


@dataclass(frozen=True, slots=True)
class Order:
    """A sequence of people that an index holds."""

    column: str
    is_falling: bool
    read: Callable[[str], Any]
    write: Callable[[Any], str]

    def after(self, place: str) -> Q:
        """Those after a place; a bounded range of the index and its ties. Q() where the place is none."""
        pk, _space, text = place.partition(" ")
        value = self.read(text)
        if value is None or not (pk.isascii() and pk.isdigit() and len(pk) <= 18):
            return Q()
        way = "lt" if self.is_falling else "gt"
        bound = Q(**{f"{self.column}__{way}e": value})
        return bound & (Q(**{f"{self.column}__{way}": value}) | Q(**{f"pk__{way}": int(pk)}))

    def place(self, person: Person) -> str:
        """Where the list goes on after ``person``."""
        return f"{person.pk} {self.write(getattr(person, self.column))}"

    @property
    def by(self) -> list[str]:
        """For order_by()."""
        return [f"-{self.column}", "-pk"] if self.is_falling else [self.column, "pk"]


def _moment(text: str) -> dt.datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


ORDERS = {
    "newest": Order("created_at", True, _moment, lambda moment: str(moment.isoformat())),
    "name": Order("name_key", False, lambda text: text if "," in text and "\0" not in text else None, str),
}


def page(people: PersonQuerySet, order: str, after: str = "", size: int = SIZE) -> tuple[list[Person], str]:
    """The next people and the place to go on from, empty at the end."""
    by = ORDERS.get(order, ORDERS["newest"])
    if after:
        people = people.filter(by.after(after))
    rows = list(people.order_by(*by.by)[: size + 1])
    return rows[:size], by.place(rows[size - 1]) if len(rows) > size else ""
