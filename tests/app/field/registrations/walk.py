"""Who opens what of registrations, and what segments mean by events, for the walks over all apps."""

import datetime as dt
from typing import Any

from django.utils import timezone

from hustings.field.events.models import Event, Shift
from hustings.field.registrations.models import Registration, Seat
from hustings.foundation.accounts.roles import Role
from tests.app.field.events.walk import ENTERS

_BOTH = frozenset({Role.DIRECTOR, Role.ORGANISER})  # enter events and see people
_CALLS = ("calls", "answer", "roll", "roll_undoing", "cover", "cover_ending")
_REPORTS = ("list", "report", "picture", "picture_removal", "task", "thanks")
_OTHERS = (
    "speakers:list", "speakers:request", "speakers:closing", "registrations_hq:list",
    "registrations_hq:deeds",
)  # fmt: skip
WITHOUT_NEEDS = {
    **dict.fromkeys([*(f"attendance:{name}" for name in _CALLS), *_OTHERS], _BOTH),
    **dict.fromkeys([f"reports:{name}" for name in _REPORTS], ENTERS),
    "invitations:invitation": _BOTH | {Role.COMMUNICATIONS},  # write mailings, too
}


def _registered(person: Any, event: int) -> bool:
    rows = Registration.objects.filter(person=person)
    return any(one.event_id == event and one.confirmed_at and not one.withdrawn_at for one in rows)


def _came(person: Any, event: int) -> bool:
    rows = Seat.objects.filter(person=person).select_related("shift")
    return any(one.shift.event_id == event and one.attended_at for one in rows)


def _lately(person: Any, days: int) -> bool:
    since = timezone.now() - dt.timedelta(days=days)
    return any(one.attended_at and one.attended_at >= since for one in Seat.objects.filter(person=person))


MEANINGS = {
    "event registered": _registered,
    "event not_registered": lambda p, v: not _registered(p, v),
    "event came": _came,
    "event not_came": lambda p, v: not _came(p, v),
    "event came_lately": _lately,
    "event not_came_lately": lambda p, v: not _lately(p, v),
}


def populate(people: list[Any]) -> None:
    """Two events: some registered, one never confirmed, one withdrew, some came, lately or not."""
    now = timezone.now()
    for at in range(2):
        event = Event(titles={"en": f"E{at}"}, starts_at=now - dt.timedelta(days=40 * at))
        event.fit()
        event.save()
        shift = Shift.objects.create(event=event)
        for n, person in enumerate(people):
            if n % (3 + at) == 0:
                mine = Registration.objects.create(
                    event=event, person=person, key=f"e{n}@example.org", mailbox=f"e{n}@example.org",
                    language="fr", confirmed_at=None if n == 9 else now,
                    withdrawn_at=now if n == 12 else None,
                )  # fmt: skip
                Seat.objects.create(
                    registration=mine, shift=shift, person=person, mailbox=mine.mailbox, position=n,
                    asked_at=now, seated_at=now, attended_at=event.starts_at if n % 2 else None,
                )  # fmt: skip
