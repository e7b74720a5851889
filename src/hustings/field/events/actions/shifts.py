"""Shifts of an event and their seats."""

import datetime as dt
import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.events import clocks, hooks
from hustings.field.events.models import Event, Shift

log = logging.getLogger(__name__)
SHIFTS = frozenset({"shifts"})


class SeatsTaken(Exception):
    """More seats are taken than would be left; the message says so."""


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A shift as it shall be; without ``pk`` a new one."""

    pk: int | None
    values: dict[str, Any]
    skills: Sequence[int] = field(default_factory=tuple)


@transaction.atomic
def set_capacity(*, event: Event, capacity: int | None, scope: str = "one") -> None:
    """Set the seats of an event that has one shift; SeatsTaken where more are taken than that.

    ``scope``: as for changes of a series, also those of other dates that have one shift.
    """
    shift = event.shifts.get()
    if shift.capacity == capacity:
        return
    _fit_seats(shift, capacity)
    hooks.changed(event, SHIFTS)
    others = Event.objects.filter(series=event.series_id, series__isnull=False, over_at__gte=timezone.now())
    if scope == "following":
        others = others.filter(recurrence_id__gt=event.recurrence_id)
    if scope != "one":
        for one in others.exclude(pk=event.pk).prefetch_related("shifts"):
            held = list(one.shifts.all())
            if len(held) == 1 and held[0].capacity != capacity:
                _fit_seats(held[0], capacity)
                hooks.changed(one, SHIFTS)


@transaction.atomic
def set_shifts(*, event: Event, rows: Sequence[ShiftRow]) -> None:
    """Make the event's shifts these; SeatsTaken where one is removed, or made smaller, with people in it."""
    Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    known = {shift.pk: shift for shift in event.shifts.all()}
    for pk in sorted(known.keys() - {row.pk for row in rows}):
        _remove(known[pk])
    for row in sorted(rows, key=lambda row: row.pk or math.inf):  # as seats lock them: none waits for both
        shift = known[row.pk] if row.pk else Shift(event=event)
        if row.pk:
            _fit_seats(shift, row.values["capacity"])
            kept = {name: value for name, value in row.values.items() if name != "capacity"}
            Shift.objects.filter(pk=row.pk).update(**kept)
        else:
            for name, value in row.values.items():
                setattr(shift, name, value)
            shift.save()
        shift.skills.set(row.skills)
    hooks.changed(event, SHIFTS)
    log.info("events.set_shifts event=%s n=%s", event.pk, len(rows))


def _remove(shift: Shift) -> None:
    """Remove it, unless someone is in it or was."""
    try:
        deleted, _by_model = Shift.objects.filter(pk=shift.pk, taken=0).delete()
    except ProtectedError:
        deleted = 0
    if not deleted:
        words = _("People are registered for “%(shift)s”. Cancel their registrations first, or keep it.")
        raise SeatsTaken(words % {"shift": shift})


def _fit_seats(shift: Shift, capacity: int | None) -> None:
    """Compare and set: seats may be taken meanwhile."""
    fits = Q() if capacity is None else Q(taken__lte=capacity)
    if not Shift.objects.filter(fits, pk=shift.pk).update(capacity=capacity):
        shift.refresh_from_db(fields=["taken"])
        words = _("%(n)s seats are taken. Enter at least that many.")
        raise SeatsTaken(words % {"n": shift.taken})


def follow(event: Event, before: dt.datetime, zone_before: str) -> None:
    """Move the shifts that have times of their own as far as the event moved, by its clock."""
    if before == event.starts_at and zone_before == event.time_zone:
        return
    was = before.astimezone(clocks.named(zone_before)).replace(tzinfo=None)
    by = event.begins.replace(tzinfo=None) - was
    for shift in event.shifts.exclude(starts_at=None, ends_at=None):
        for name in ("starts_at", "ends_at"):
            if at := getattr(shift, name):
                moved = at.astimezone(clocks.named(zone_before)).replace(tzinfo=None) + by
                setattr(shift, name, clocks.nearest(moved, event.time_zone))
        if shift.starts_at and shift.ends_at and shift.ends_at <= shift.starts_at:
            shift.ends_at = None
        Shift.objects.filter(pk=shift.pk).update(starts_at=shift.starts_at, ends_at=shift.ends_at)


def copy(model: Event, to: Sequence[Event]) -> None:
    """Give events the shifts of another, each at its distance by the clock, with all seats free."""
    held = list(model.shifts.prefetch_related("skills").order_by("pk"))
    made = [(shift, _copied(shift, model, event)) for event in to for shift in held]
    Shift.objects.bulk_create(new for _old, new in made)
    between = Shift.skills.through
    between.objects.bulk_create(
        between(shift_id=new.pk, skill_id=skill.pk) for old, new in made for skill in old.skills.all()
    )


def _copied(shift: Shift, model: Event, event: Event) -> Shift:
    by = event.begins.replace(tzinfo=None) - model.begins.replace(tzinfo=None)
    new = Shift(event=event, names=shift.names, capacity=shift.capacity)
    for name in ("starts_at", "ends_at", "opens_at"):
        if at := getattr(shift, name):
            local = at.astimezone(model.clock).replace(tzinfo=None)
            setattr(new, name, clocks.nearest(local + by, event.time_zone))
    return new


@transaction.atomic
def copy_to_following(*, event: Event) -> int:
    """Give the dates that follow in its series the same shifts; not those for which people are registered."""
    rows = list(Event.objects.filter(series=event.series_id, recurrence_id__gt=event.recurrence_id))
    used = hooks.used([row.pk for row in rows])
    taken = set(Shift.objects.filter(event__in=rows, taken__gt=0).values_list("event", flat=True))
    free = [row for row in rows if row.pk not in used | taken]
    Shift.objects.filter(event__in=free).delete()
    copy(event, free)
    for row in free:
        hooks.changed(row, SHIFTS)
    return len(free)
