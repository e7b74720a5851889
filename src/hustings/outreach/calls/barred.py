"""Reasons for which somebody is not called. A no always wins: it is asked anew at every lease."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from hustings.outreach.calls.models import BarredNumber, Callee
from hustings.people.persons.models import Consent, Person, Phone, Purpose

WORKING = [Phone.Status.UNCONFIRMED, Phone.Status.CONFIRMED]


def willing(people: QuerySet[Person]) -> QuerySet[Any]:
    """Those of them who have not said no to calls."""
    said_no = Consent.objects.filter(person=OuterRef("pk"), purpose=Purpose.PHONE, is_given=False)
    return people.filter(~Exists(said_no), no_calls_since=None)


def numbers(people: Collection[int]) -> dict[int, list[str]]:
    """Working numbers of each, in order."""
    found: dict[int, list[str]] = {}
    rows = Phone.objects.filter(person__in=people, status__in=WORKING).order_by("position", "pk")
    for person, number in rows.values_list("person", "number"):
        found.setdefault(person, []).append(number)
    return found


def listed(found: Collection[str]) -> set[str]:
    """Those of these numbers that stand on a do-not-call list."""
    return set(BarredNumber.objects.filter(number__in=found).values_list("number", flat=True))


def number_of(person: Person) -> tuple[str, str]:
    """The number to ring and "", or "" and a reason of ``Callee.End``; one statement, at each lease."""
    own = Phone.objects.filter(person=OuterRef("pk"), status__in=WORKING).order_by("position", "pk")
    allowed = own.filter(~Exists(BarredNumber.objects.filter(number=OuterRef("number"))))
    row = (
        willing(Person.objects.filter(pk=person.pk))
        .values_list(Subquery(allowed.values("number")[:1]), Exists(own))
        .first()
    )
    if row is None:
        return "", Callee.End.NO
    number, has_any = row
    return (number, "") if number else ("", Callee.End.BARRED if has_any else Callee.End.NO_NUMBER)
