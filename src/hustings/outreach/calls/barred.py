"""Reasons for which somebody is not called. A no always wins: it is asked anew at every lease."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from hustings.outreach.calls.models import BarredNumber, Callee
from hustings.people.persons.models import Consent, Person, Phone, Purpose

WORKING = [Phone.Status.UNCONFIRMED, Phone.Status.CONFIRMED]


def willing(people: QuerySet[Person]) -> QuerySet[Any]:
    """Those of them who have not said no to calls: with ``number``, the first that may be rung, or None.

    ``has_number`` tells a number on a do-not-call list from none at all.
    """
    said_no = Consent.objects.filter(person=OuterRef("pk"), purpose=Purpose.PHONE, is_given=False)
    own = Phone.objects.filter(person=OuterRef("pk"), status__in=WORKING).order_by("position", "pk")
    allowed = own.filter(~Exists(BarredNumber.objects.filter(number=OuterRef("number"))))
    found = people.filter(~Exists(said_no), no_calls_since=None)
    return found.annotate(number=Subquery(allowed.values("number")[:1]), has_number=Exists(own))


def number_of(person: Person) -> tuple[str, str]:
    """The number to ring and "", or "" and a reason of ``Callee.End``; one statement, at each lease."""
    row = willing(Person.objects.filter(pk=person.pk)).values_list("number", "has_number").first()
    if row is None:
        return "", Callee.End.NO
    number, has_number = row
    return (number, "") if number else ("", Callee.End.BARRED if has_number else Callee.End.NO_NUMBER)
