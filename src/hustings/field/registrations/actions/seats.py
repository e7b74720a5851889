"""Seats taken up, given back and passed on, one transaction a deed."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from hustings.field.events.models import Shift
from hustings.field.registrations import notices, seats
from hustings.field.registrations.models import Notice, Registration, Release, Seat
from hustings.foundation.lib.sql import write_turns

log = logging.getLogger(__name__)
AT_ONCE = 500  # offers passed on in one run


class OfferGone(Exception):
    """The offer has been passed on to the next in line, or the seat was given back."""


class ShiftFull(Exception):
    """There is no room for them all."""


@dataclass(slots=True)
class _Held:
    """A seat as it is now, with its registration and all the shifts of that, locked."""

    seat: Seat
    registration: Registration
    shifts: dict[int, Shift]
    now: datetime

    @property
    def shift(self) -> Shift:
        return self.shifts[self.seat.shift_id]

    def offer(self) -> None:
        for shift in self.shifts.values():
            seats.offer(shift, self.now)


@contextmanager
def _held(seat: int) -> Iterator[_Held]:
    with write_turns.turn(), transaction.atomic():
        registration = Registration.objects.holding(seat)
        concerned = registration.seats.filter(Q(released_at=None) | Q(pk=seat))
        shifts = seats.lock(concerned.values_list("shift", flat=True))
        yield _Held(Seat.objects.get(pk=seat), registration, shifts, timezone.now())


def accept(*, seat: Seat) -> Seat:
    """Take the seat that was offered; twice is like once. Raises OfferGone.

    An offer stands until it is passed on, which may be a moment after its time.
    """
    with _held(seat.pk) as held:
        if not Seat.objects.offered().filter(pk=seat.pk).update(seated_at=held.now):
            if held.seat.state != Seat.State.SEATED:
                raise OfferGone
            return held.seat
        seats.release_spare(held.registration, held.registration.wished, held.shifts, held.now)
        held.offer()
        held.seat.seated_at = held.now
        log.info("registrations.accept seat=%s", seat.pk)
        return held.seat


def release(*, seat: Seat, why: Release = Release.BY_THEM) -> bool:
    """Give one seat back, or a place in line, and offer it to the next; False where it was given back before.

    A registration without any is withdrawn.
    """
    with _held(seat.pk) as held:
        if not seats.release(held.seat, held.shift, why, held.now):
            return False
        _settle(held)
        if why == Release.BY_TEAM:
            notices.tell(held.registration.pk, Notice.Kind.REMOVED, seat.pk)
        log.info("registrations.release seat=%s why=%s", seat.pk, why)
        return True


def decline(*, seat: Seat) -> bool:
    return release(seat=seat)


def place(*, seat: Seat) -> Seat:
    """Seat somebody who waits, out of turn: a deed of the team. Raises ShiftFull, OfferGone."""
    with _held(seat.pk) as held:
        if held.seat.state == Seat.State.RELEASED:
            raise OfferGone
        if held.seat.state == Seat.State.SEATED:
            return held.seat
        if held.seat.state == Seat.State.WAITING and not seats.take(held.shift, held.seat.n):
            raise ShiftFull
        held.seat.seated_at = held.now
        held.seat.save(update_fields=["seated_at"])
        seats.release_spare(held.registration, held.registration.wished, held.shifts, held.now)
        held.offer()
        notices.tell(held.registration.pk, Notice.Kind.SEATED, seat.pk)
        log.info("registrations.place seat=%s", seat.pk)
        return held.seat


def pass_on() -> int:
    """Pass lapsed offers on to the next in line, and offer what is free; how many lapsed. Safe twice."""
    lapsed = Seat.objects.offered().filter(offered_until__lt=timezone.now()).order_by("offered_until")
    n_lapsed = sum(_lapse(seat) for seat in lapsed.values_list("pk", flat=True)[:AT_ONCE])
    for shift in _unfilled():
        with write_turns.turn(), transaction.atomic():
            seats.fill(shift)
    return n_lapsed


def _lapse(seat: int) -> bool:
    with _held(seat) as held:
        is_due = Seat.objects.offered().filter(pk=seat, offered_until__lt=held.now).exists()
        if not is_due or not seats.release(held.seat, held.shift, Release.LAPSED, held.now):
            return False
        _settle(held)
        notices.tell(held.registration.pk, Notice.Kind.LAPSED, seat)
        return True


def _settle(held: _Held) -> None:
    """Offer what a released seat left; what the registration still has is what it asks for now."""
    held.offer()
    held.registration.wished = sorted(held.registration.seats.live().values_list("shift", flat=True))
    if not held.registration.wished:
        held.registration.withdrawn_at = held.now
    held.registration.save(update_fields=["wished", "withdrawn_at"])


def _unfilled() -> list[int]:
    """Shifts ahead with free seats and people in line, such as after a capacity was raised."""
    free = Q(capacity=None) | Q(capacity__gt=F("taken"))
    ahead = Shift.objects.filter(free, event__over_at__gt=timezone.now(), event__cancelled_at=None)
    waiting = Seat.objects.waiting().order_by().values("shift")
    return list(ahead.filter(pk__in=waiting).values_list("pk", flat=True)[:AT_ONCE])
