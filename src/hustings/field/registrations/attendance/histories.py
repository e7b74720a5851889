"""Histories read for the model: seats of past events with who came, and those of an event ahead.

Where anybody was noted to have come to an event, a seat without a note is one that stayed empty.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from hustings.field.events.models import Event
from hustings.field.registrations.attendance import model
from hustings.field.registrations.models import Seat
from hustings.people.contacts.models import Contact

BACK = dt.timedelta(days=730)
MOST = 60_000  # seats that are learnt from, the latest
_OF_PEOPLE = 20_000
_DAY = 86_400.0
_COLUMNS = (
    "pk", "person_id", "shift__event_id", "shift__event__kind", "shift__event__time_zone", "begins",
    "asked_at", "n", "attended_at", "is_sure",
)  # fmt: skip


def past(now: dt.datetime | None = None) -> list[model.Seat]:
    """Seats of past events, from which the campaign learns."""
    return [_read(row) for row in _known(now).order_by("-begins", "pk")[:MOST].values_list(*_COLUMNS)]


def of_people(people: Iterable[int], now: dt.datetime | None = None) -> list[model.Seat]:
    """The past of these people."""
    rows = _known(now).filter(person__in=list(people)).order_by("-begins", "pk")[:_OF_PEOPLE]
    return [_read(row) for row in rows.values_list(*_COLUMNS)]


def ahead(seats: QuerySet[Seat]) -> list[model.Seat]:
    """Seats of an event to come, in the order of their keys."""
    return [_read(row, is_over=False) for row in _told(seats).order_by("pk").values_list(*_COLUMNS)]


def _known(now: dt.datetime | None) -> Any:
    now = now or timezone.now()
    anybody = Seat.objects.filter(shift__event=OuterRef("pk"), attended_at__isnull=False)
    over = Event.objects.filter(over_at__lt=now, over_at__gt=now - BACK, cancelled_at=None)
    return _told(Seat.objects.seated().filter(shift__event__in=over.filter(Exists(anybody)).values("pk")))


def _told(seats: Any) -> Any:
    """With when their shift begins, and whether they said by telephone that they come."""
    called = Contact.objects.filter(
        person=OuterRef("person"), method=Contact.Method.CALL, outcome=Contact.Outcome.REACHED,
        contacted_at__gte=OuterRef("asked_at"), contacted_at__lt=OuterRef("begins"),
    )  # fmt: skip
    begun = seats.annotate(begins=Coalesce(F("shift__starts_at"), F("shift__event__starts_at")))
    return begun.annotate(is_sure=Exists(called))


def _read(row: tuple[Any, ...], *, is_over: bool = True) -> model.Seat:
    pk, person, event, kind, clock, begins, asked_at, n, attended_at, is_sure = row
    return model.Seat(
        person=person or -pk, event=event, day=begins.timestamp() / _DAY,
        lead=max((begins - asked_at).total_seconds() / _DAY, 0.0), kind=kind,
        is_weekend=begins.astimezone(ZoneInfo(clock)).weekday() >= 5, has_answered=is_sure, size=n,
        came=attended_at is not None if is_over else None,
    )  # fmt: skip


def counted_once(seats: Iterable[model.Seat]) -> list[model.Seat]:
    """One seat for each person: whoever takes several shifts comes once."""
    found: dict[int, model.Seat] = {}
    for seat in seats:
        if seat.person not in found or found[seat.person].size < seat.size:
            found[seat.person] = seat
    return list(found.values())
