"""Events with seats that are taken, and what phones note at their doors."""

import itertools
import uuid
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from hustings.field.checkins import door_lists, door_streams
from hustings.field.checkins.models import Ticket
from hustings.field.events.models import Event
from hustings.field.events.models.shifts import Shift
from hustings.field.registrations.models import Registration, Seat
from hustings.foundation.sync.entries import Entry
from hustings.foundation.sync.models import Handset
from hustings.people.persons.models import Person

_numbers = itertools.count(1)


def seat(shift: Shift, n: int = 1, person: Person | None = None, **more: Any) -> Seat:
    """A seat that is taken, of an address that nobody else has."""
    number, now = next(_numbers), timezone.now()
    address = f"guest{number}@example.org"
    registration = Registration.objects.create(
        event=shift.event, address=address, key=address, mailbox=address, language="fr", source="test",
        guests=n - 1, confirmed_at=now, person=person, given_name=f"Guest {number}",
    )  # fmt: skip
    made = {"seated_at": now, "asked_at": now, "position": number} | more
    if made["seated_at"]:
        Shift.objects.filter(pk=shift.pk).update(taken=F("taken") + n)
    return Seat.objects.create(
        registration=registration, shift=shift, person=person, mailbox=address, n=n, **made
    )


def shift(event: Event, **more: Any) -> Shift:
    return Shift.objects.create(event=event, **more)


def ticket(seat: Seat) -> Ticket:
    made = door_lists.ticket_of(seat)
    assert made is not None
    return made


def door(event: Event, name: str = "Door A") -> Handset:
    """A phone for an hour."""
    ends_at = timezone.now() + timedelta(hours=1)
    stream = door_streams.stream_of(event)
    return Handset.objects.create(stream=stream, name=name, digest="x", ends_at=ends_at)


class Phone:
    """What one door notes: it counts, and knows what it is told."""

    def __init__(self, handset: Handset) -> None:
        self.handset, self.replica, self.n = handset, uuid.uuid4(), 0

    def entry(self, key: str, verb: str = "enter", minutes: float = 0, **more: Any) -> Entry:
        self.n += 1
        seen = more.pop("seen", {})
        body = {"door": self.handset.name, "people": 1, **more}
        at = timezone.now() + timedelta(minutes=minutes)
        return Entry(uuid.uuid4(), self.replica, self.n, seen, key, verb, body, at)
