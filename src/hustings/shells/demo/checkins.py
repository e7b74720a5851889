"""Check-in at the fictional campaign’s last event: two doors, a ticket shown at both, people without one."""

import random
import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.field.checkins import actions, door_lists
from hustings.field.checkins.models import Ticket
from hustings.field.events.models import Event, Shift
from hustings.field.registrations.models import Registration, Seat
from hustings.foundation.accounts.models import User
from hustings.foundation.sync import log
from hustings.foundation.sync.entries import Entry
from hustings.foundation.sync.models import Handset, Stream
from hustings.people.persons.models import Email

SEATS, CAME, ABSENT = 60, 0.78, 3


@transaction.atomic
def fill() -> None:
    """Once; and only where an event is over and people are there."""
    event = Event.objects.shown().filter(cancelled_at=None).past().first()
    user = User.objects.filter(email__startswith="carl@").first()
    if event is None or user is None or Stream.objects.filter(kind="checkin").exists():
        return
    rng = random.Random(47)  # noqa: S311 # play, not secrecy
    shift = event.shifts.first()
    if shift and not Seat.objects.filter(shift__event=event).exists():
        _seat(event, shift, rng)
    door_lists.issue(event)
    ends_at = event.over_at + timedelta(hours=12)
    doors = [
        actions.hand_out(event=event, door=name, ends_at=ends_at, user=user)[0]
        for name in (_("Main entrance"), _("Garden entrance"))
    ]
    tickets = list(Ticket.objects.filter(event=event).select_related("seat", "event").order_by("pk"))
    came = tickets[: round(CAME * len(tickets))]
    _come(event, doors, came, rng, user)
    for ticket in tickets[len(came) : len(came) + ABSENT]:
        actions.mark_absent(ticket=ticket, user=user)


def _seat(event: Event, shift: Shift, rng: random.Random) -> None:
    """People of the campaign, some with a guest; so many that no capacity is passed."""
    emails = Email.objects.filter(barred_at=None).select_related("person").order_by("pk")
    at, free = event.starts_at, shift.capacity if shift.capacity is not None else 3 * SEATS
    for position, email in enumerate(emails[:SEATS], 1):
        person, n = email.person, rng.choice([1, 1, 1, 2])
        asked_at = at - timedelta(days=rng.randrange(2, 20), minutes=rng.randrange(600))
        if shift.taken + n > free:
            break
        row = Registration.objects.create(
            event=event, mailbox=email.key, address=email.address, key=email.key, person=person,
            given_name=person.given_name, family_name=person.family_name, language=person.language or "fr",
            source="/", guests=n - 1, wished=[shift.pk], asked_at=asked_at, mailed_at=asked_at,
            confirmed_at=asked_at,
        )  # fmt: skip
        Seat.objects.create(
            registration=row, shift=shift, person=person, mailbox=email.key, n=n, position=position,
            asked_at=asked_at, seated_at=asked_at,
        )  # fmt: skip
        shift.taken, shift.last_position = shift.taken + n, position
    shift.save(update_fields=["taken", "last_position"])


def _come(event: Event, doors: list[Handset], came: list[Ticket], rng: random.Random, user: User) -> None:
    """Most before the beginning; the last one was lent to a friend, who came by the other door."""
    entries: dict[Any, list[Entry]] = {door.pk: [] for door in doors}
    replicas = {door.pk: uuid.uuid4() for door in doors}

    def note(door: Handset, key: str, verb: str, people: int, minutes: float) -> None:
        made = entries[door.pk]
        made.append(
            Entry(
                uuid.uuid4(), replicas[door.pk], len(made) + 1, {}, key, verb,
                {"door": door.name, "people": people}, event.starts_at + timedelta(minutes=minutes),
            )
        )  # fmt: skip

    for ticket in came:
        note(rng.choice(doors), ticket.key, "enter", ticket.seat.n, rng.triangular(-45, 30, -8))
    for door, minutes in zip(doors, (4, 11), strict=True) if came else ():
        if door.name not in {each.body["door"] for each in entries[door.pk] if each.key == came[-1].key}:
            note(door, came[-1].key, "enter", came[-1].seat.n, minutes)
    for people in (2, 1, 3):
        note(doors[0], f"+{uuid.uuid4()}", "walk_in", people, rng.triangular(-20, 40, 5))
    for door in doors:
        log.append(door, entries[door.pk], vouched_by=user)
