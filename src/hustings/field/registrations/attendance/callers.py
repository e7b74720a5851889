"""Those to ring first: people whose answer tells most, who agreed to calls, and who were bothered least."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils import timezone

from hustings.field.events.models import Event
from hustings.field.registrations.attendance import forecasts
from hustings.field.registrations.models import CoverAsk, Registration, Seat
from hustings.outreach.delivery.models import Delivery
from hustings.people.contacts.models import Contact
from hustings.people.persons.models import Consent, Person, Phone, Purpose

SHOWN = 15
LATELY = dt.timedelta(days=30)
REST = dt.timedelta(days=3)  # after a call
_A_MAIL = 0.25  # of a call, as a bother


@dataclass(frozen=True)
class Call:
    """One person to ring, with the registration that is asked about."""

    person: Person
    phone: Phone
    registration: Registration
    chance: float
    n: int
    n_bothers: int

    @property
    def percent(self) -> int:
        return round(100 * self.chance)


def first(event: Event, user: Any) -> list[Call]:
    """The best calls that ``user`` may make, the most telling first."""
    chances = forecasts.chances(event)
    people = {person.pk: person for person in _callable(chances, user)}
    bothered = bothers(people)
    held = Seat.objects.seated().filter(shift__event=event, person__in=people).select_related("registration")
    seats: dict[int, Seat] = {}
    for seat in held.order_by("n", "pk"):
        assert seat.person_id
        seats[seat.person_id] = seat
    numbers = {phone.person_id: phone for phone in _phones(people).order_by("-position", "-pk")}
    found = [
        Call(
            people[pk], numbers[pk], seat.registration, chances[pk], seat.n, round(bothered[pk]),
        )
        for pk, seat in seats.items()
    ]  # fmt: skip
    found.sort(key=lambda call: (-_told(call) / (1 + bothered[call.person.pk]), call.person.pk))
    return found[:SHOWN]


def _told(call: Call) -> float:
    """How much of the doubt about the total goes with their answer."""
    return call.n**2 * call.chance * (1 - call.chance)


def _phones(people: Collection[int]) -> Any:
    usable = [Phone.Status.UNCONFIRMED, Phone.Status.CONFIRMED]
    return Phone.objects.filter(person__in=people, status__in=usable)


def _callable(people: Collection[int], user: Any) -> Any:
    """Those who agreed to calls, can be called, and weren't called within days."""
    agreed = Consent.objects.live().filter(purpose=Purpose.PHONE).values("person")
    now = timezone.now()
    rested = Contact.objects.filter(method=Contact.Method.CALL, contacted_at__gt=now - REST)
    found = Person.objects.visible_to(user).filter(pk__in=people, no_calls_since=None)
    found = found.filter(pk__in=agreed).filter(pk__in=_phones(people).values("person"))
    return found.exclude(pk__in=rested.filter(person__in=people).values("person"))


def bothers(people: Collection[int]) -> dict[int, float]:
    """How much each was written to and called lately: a call is 1, a mail a quarter, an ask for cover 1."""
    since, found = timezone.now() - LATELY, defaultdict[int, float](float)
    for rows, weight in (
        (Contact.objects.filter(person__in=people, contacted_at__gt=since), 1.0),
        (CoverAsk.objects.filter(person__in=people, made_at__gt=since), 1.0),
        (Delivery.objects.filter(person__in=people, sent_at__gt=since), _A_MAIL),
    ):
        for person, n in rows.order_by().values_list("person").annotate(n=Count("pk")):
            found[person] += n * weight
    return {person: found[person] for person in people}
