"""Shifts and seats in words: when a shift is, what is left of it, where somebody stands."""

import datetime as dt
import uuid
from copy import copy
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from hustings.field.events.models import Event, Shift
from hustings.field.registrations import openings
from hustings.field.registrations.models import Registration, Seat
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.text.languages import in_language

NAME = "event_seats"  # of the part that is written anew on each page
FEW = 20  # seats left that are told: more are no reason to hurry


def when(shift: Shift) -> str:
    """Its hours by the clock of the event, with the day where that isn't the event's first."""
    clock = shift.event.clock
    begins = shift.begins
    ends_at = shift.ends_at or shift.event.ends_at
    if shift.event.is_all_day and shift.starts_at is None:
        return date_format(begins, "SHORT_DATE_FORMAT")
    said = time_format(begins)
    if ends_at:
        said += f"–{time_format(ends_at.astimezone(clock))}"
    if begins.date() != shift.event.first_day:
        said = f"{date_format(begins, 'SHORT_DATE_FORMAT')} {said}"
    return said


def label(shift: Shift) -> str:
    return f"{shift.name} · {when(shift)}" if shift.name else when(shift)


def opens_later(shift: Shift) -> str:
    """A shift that nobody can choose yet, and from when on."""
    return _("%(shift)s: registration opens on %(when)s") % {
        "shift": label(shift), "when": openings.opening(shift)
    }  # fmt: skip


def left(shift: Any) -> str:
    """Seats left where they are few; else the length of the waiting list; empty where there are enough."""
    if shift.capacity is None:
        return ""
    free = shift.capacity - shift.taken
    if free > FEW:
        return ""
    if free > 0 and not shift.n_waiting:
        return ngettext("%(n)s seat left", "%(n)s seats left", free) % {"n": free}
    n = shift.n_waiting
    if not n:
        return _("Full: you join the waiting list")
    return ngettext(
        "Full: waiting list, %(n)s person before you", "Full: waiting list, %(n)s people before you", n
    ) % {"n": n}


def _waiting() -> Any:
    is_waiting = Q(
        seats__released_at=None, seats__seated_at=None, seats__offered_at=None, seats__isnull=False
    )
    return Count("seats", filter=is_waiting)


def write(argument: str) -> str:
    """Seats left in the shifts of ``event.language``, as HTML; empty where there are enough."""
    number, _dot, language = argument.partition(".")
    if not number.isdigit():
        return ""
    rows = Shift.objects.filter(event=int(number)).select_related("event").annotate(n_waiting=_waiting())
    with override(language or None):
        shifts, now = list(rows), timezone.now()
        found = [one for one in shifts if not openings.is_later(one, now)]
        said = [(label(one) if len(shifts) > 1 else "", left(one)) for one in found]
    lines = [
        f"<strong>{escape(name)}</strong> {escape(text)}" if name else escape(text)
        for name, text in said
        if text
    ]
    return "".join(f'<p class="small seats-left">{line}</p>' for line in lines)


def before(seat: Seat) -> int:
    """How many wait before a seat that waits."""
    return Seat.objects.waiting().filter(shift=seat.shift_id, position__lt=seat.position).count()


def standing(seat: Seat) -> str:
    """State of a seat in a sentence."""
    if seat.state == Seat.State.SEATED:
        return ngettext("Your seat is confirmed.", "Your %(n)s seats are confirmed.", seat.n) % {"n": seat.n}
    if seat.state == Seat.State.OFFERED and seat.offered_until:
        return _("A seat is free for you until %(when)s.") % {"when": moment(seat, seat.offered_until)}
    if seat.state == Seat.State.WAITING:
        n = before(seat)
        if not n:
            return _("You are first on the waiting list.")
        return ngettext(
            "You are on the waiting list, %(n)s person before you.",
            "You are on the waiting list, %(n)s people before you.", n,
        ) % {"n": n}  # fmt: skip
    return _("Cancelled")


def moment(seat: Seat, at: dt.datetime) -> str:
    """A day and an hour by the clock of the event."""
    local = at.astimezone(seat.shift.event.clock)
    return _("%(day)s at %(hour)s") % {
        "day": date_format(local, "DATE_FORMAT"), "hour": time_format(local)
    }  # fmt: skip


def live(registration: Registration) -> list[Seat]:
    """Its seats, offers and places in line, in the order of the shifts."""
    found = registration.seats.live().select_related("shift__event")
    return sorted(found, key=lambda seat: (seat.shift.begins_at, seat.shift_id))


def as_events(registration: Registration) -> list[Event]:
    """Each shift of theirs as a calendar takes it: by its own hours and name, none of a series."""
    found = []
    for seat in live(registration):
        shift, event = seat.shift, copy(seat.shift.event)
        event.is_link_private, event.series, event.recurrence_id = seat.seated_at is None, None, None
        if shift.starts_at:
            event.uid = uuid.uuid5(event.uid, str(shift.pk))
            event.starts_at, event.ends_at = shift.starts_at, shift.ends_at
        if shift.name:
            names, titles = shift.names, event.titles
            event.titles = {code: f"{title} – {in_language(names)}" for code, title in titles.items()}
        found.append(event)
    return found


def is_full(shift: Shift, n: int) -> bool:
    """Whether so many would have to wait: there is no room, or others wait already."""
    if shift.capacity is None:
        return False
    return shift.taken + n > shift.capacity or Seat.objects.waiting().filter(shift=shift).exists()


def when_where(event: Event) -> str:
    """Day, hours and place, a line each."""
    begins = event.begins
    said = date_format(begins, "DATE_FORMAT")
    if not event.is_all_day:
        said = _("%(day)s at %(hour)s") % {"day": said, "hour": time_format(begins)}
        if event.is_elsewhere:
            said += f" ({event.offset})"
    elif event.last_day != event.first_day:
        said += f" – {date_format(event.last_day, 'DATE_FORMAT')}"
    return "\n".join(filter(None, [said, event.where]))
