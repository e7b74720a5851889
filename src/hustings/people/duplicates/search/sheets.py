"""Comparison sheets of people, read for many at once."""

import datetime as dt
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from hustings.foundation.lib.text.text_folding import fold
from hustings.people.duplicates.search.mailboxes import mailbox, own_name
from hustings.people.persons.models import Email, Person, Phone, PostalAddress

_HOUSE = re.compile(r"\d+")
_COLUMNS = ["pk", "name_key", "born_on", "zone", "external_id", "updated_at"]


class Place(NamedTuple):
    """A house: ``street`` folded, without its number."""

    postcode: str
    house: str
    street: str


@dataclass(slots=True)
class Sheet:
    """One person, folded. What they are reached by is filled in by ``with_contacts``."""

    pk: int
    given: str
    family: str
    born_on: dt.date | None
    zone: int | None
    external_id: str | None
    updated_at: dt.datetime
    mailboxes: set[str] = field(default_factory=set)
    own_names: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    places: set[Place] = field(default_factory=set)


def read(pks: Collection[int]) -> dict[int, Sheet]:
    """The sheets of these people, names and dates alone; one query. Who is gone is left out."""
    found = {}
    rows = Person.objects.filter(pk__in=pks).order_by().values_list(*_COLUMNS)
    for pk, name_key, born_on, zone, external_id, updated_at in rows:
        family, _comma, given = name_key.partition(",")
        found[pk] = Sheet(pk, given, family, born_on, zone, external_id, updated_at)
    return found


def with_contacts(sheets: Iterable[Sheet]) -> None:
    """Fill in how these are reached; three queries."""
    mine = {sheet.pk: sheet for sheet in sheets}
    for pk, key in Email.objects.filter(person__in=mine).order_by().values_list("person_id", "key"):
        mine[pk].mailboxes.add(mailbox(key))
        if name := own_name(key):
            mine[pk].own_names.add(name)
    for pk, number in Phone.objects.filter(person__in=mine).order_by().values_list("person_id", "number"):
        mine[pk].phones.add(number)
    rows = PostalAddress.objects.filter(person__in=mine).order_by()
    for pk, postcode, lines in rows.values_list("person_id", "postcode", "lines"):
        if house := place(postcode, lines):
            mine[pk].places.add(house)


def place(postcode: str, lines: str) -> Place | None:
    """The house of an address; None where it names none."""
    text = fold(lines.replace("\n", " ").replace(",", " "))
    number = _HOUSE.search(text)
    postcode = "".join(postcode.split()).upper()
    if not postcode or number is None:
        return None
    street = " ".join(_HOUSE.sub(" ", text).split())
    return Place(postcode, number.group().lstrip("0"), street)
