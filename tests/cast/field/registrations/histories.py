"""Seats of events, with what came of them."""

import datetime as dt

from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from hustings.field.events.models import Event
from hustings.field.registrations.models import Registration, Seat
from hustings.foundation.accounts.models import User
from hustings.foundation.lib import todos
from hustings.people.duplicates.search.mailboxes import counted_as
from hustings.people.persons import actions as persons
from hustings.people.persons.models import Person


def someone(name: str, **more: object) -> Person:
    return persons.add_person(
        given_name=name, family_name="Petit", email=f"{name.lower()}@example.org", **more
    )


def seat(event: Event, person: Person, *, came: bool | None = None, n: int = 1, days: float = 5) -> Seat:
    """Asked for so many days before the event."""
    email = person.emails.first()
    assert email
    at = min(event.starts_at - dt.timedelta(days=days), timezone.now())
    registration = Registration.objects.create(
        event=event, person=person, address=email.address, key=email.key, mailbox=counted_as(email.key),
        given_name=person.given_name, family_name=person.family_name, language="fr", guests=n - 1,
        asked_at=at, confirmed_at=at,
    )  # fmt: skip
    shift = event.shifts.first()
    assert shift
    made = Seat.objects.create(
        registration=registration, shift=shift, person=person, mailbox=registration.mailbox, n=n, asked_at=at,
        position=shift.seats.count() + 1, seated_at=at,
        attended_at=event.starts_at if came else None, absent_at=event.over_at if came is False else None,
    )  # fmt: skip
    shift.taken += n
    shift.save()
    return made


def english(user: User) -> User:
    """The same, who reads HQ in English."""
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    return user


def to_do(user: User) -> list[str]:
    """What the user is to do, in English."""
    with translation.override("en"):
        return [str(each.text) for each in todos.due(user)]
