"""Shifts of an event and their seats."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hustings.field.events import hooks
from hustings.field.events.models import Event, Shift


class SeatsTaken(Exception):
    """More seats are taken than would be left; the message says so."""


@transaction.atomic
def set_capacity(*, event: Event, capacity: int | None) -> None:
    """Set the seats of an event that has one shift; SeatsTaken where more are taken than that."""
    shift = event.shifts.get()
    if shift.capacity == capacity:
        return
    _fit_seats(shift, capacity)
    hooks.changed(event, frozenset({"shifts"}))


def _fit_seats(shift: Shift, capacity: int | None) -> None:
    """Compare and set: seats may be taken meanwhile."""
    fits = Q() if capacity is None else Q(taken__lte=capacity)
    if not Shift.objects.filter(fits, pk=shift.pk).update(capacity=capacity):
        shift.refresh_from_db(fields=["taken"])
        words = _("%(n)s seats are taken. Enter at least that many.")
        raise SeatsTaken(words % {"n": shift.taken})
