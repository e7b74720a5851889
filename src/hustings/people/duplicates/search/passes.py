"""Passes that bring two records side by side, by a common key: no other pairs are compared."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from hustings.people.duplicates.search.likeness import words
from hustings.people.duplicates.search.mailboxes import mailbox, own_name
from hustings.people.duplicates.search.sheets import place
from hustings.people.persons.models import Email, Person, Phone, PostalAddress

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Pass:
    """``keys`` of a row of ``columns`` (own key, person, …); none that more than ``most`` share."""

    name: str
    model: type[models.Model]
    columns: tuple[str, ...]
    keys: Callable[[Row], Iterable[str]]
    most: int = 60

    def rows(self, after: int, size: int) -> list[Row]:
        rows = self.model._base_manager.filter(pk__gt=after).order_by("pk")
        return list(rows.values_list(*self.columns)[:size])


def _by_mailbox(row: Row) -> Iterator[str]:
    yield mailbox(row[2])


def _by_own_name(row: Row) -> Iterator[str]:
    if name := own_name(row[2]):
        yield name


def _by_phone(row: Row) -> Iterator[str]:
    yield row[2]


def _by_birth(row: Row) -> set[str]:
    """The day and a first letter of either name: a slip in one of them leaves the other, a swap both."""
    family, _comma, given = row[2].partition(",")
    return {f"{row[3]} {name[0]}" for name in (given, family) if name} if row[3] else set()


def _by_name(row: Row) -> Iterator[str]:
    name = _sorted(row[2])
    if " " in name:
        yield name


def _by_name_and_day(row: Row) -> Iterator[str]:
    """For names that many have: with a part of the birth date that a slip in the others leaves alone."""
    name, day = _sorted(row[2]), row[3]
    if day and " " in name:
        yield f"{name} {day.year}-{day.month}"
        yield f"{name} {day.month}-{day.day}"
        yield f"{name} {day.year}--{day.day}"


def _by_name_and_zone(row: Row) -> set[str]:
    family, _comma, given = row[2].partition(",")
    if row[3] is None or not family or not given:
        return set()
    one, other = sorted([family, given])
    return {f"{row[3]} {one} {other[:2]}", f"{row[3]} {other} {one[:2]}"}


def _by_house(row: Row) -> Iterator[str]:
    house = place(row[2], row[3])
    if house is None:
        return
    family, _comma, given = row[4].partition(",")
    for letter in {name[0] for name in (given, family) if name}:
        yield f"{house.postcode} {house.house} {letter}"


def _sorted(name_key: str) -> str:
    return " ".join(sorted(words(name_key.replace(",", " "))))


PASSES = [
    Pass("mailbox", Email, ("pk", "person_id", "key"), _by_mailbox),
    Pass("own_name", Email, ("pk", "person_id", "key"), _by_own_name, most=12),
    Pass("phone", Phone, ("pk", "person_id", "number"), _by_phone, most=30),
    Pass("birth", Person, ("pk", "pk", "name_key", "born_on"), _by_birth, most=150),
    Pass("name", Person, ("pk", "pk", "name_key"), _by_name, most=30),
    Pass("name_and_day", Person, ("pk", "pk", "name_key", "born_on"), _by_name_and_day, most=30),
    Pass("name_and_zone", Person, ("pk", "pk", "name_key", "zone"), _by_name_and_zone, most=40),
    Pass("house", PostalAddress, ("pk", "person_id", "postcode", "lines", "person__name_key"), _by_house),
]
