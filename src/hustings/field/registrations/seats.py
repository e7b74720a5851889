"""Seats given in turn: each deed locks the shifts that it touches, and counts in the database.

Call these inside a transaction that holds the registration. ``lock`` comes first: its write makes others
wait on both databases, and gives each registration a position in the order of commits. Shifts are locked in
the order of their numbers, and nothing else is locked after them: no two transactions wait for each other.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.db.models import F, Q
from django.utils import timezone

from hustings.field.events.models import Shift
from hustings.field.registrations import notices
from hustings.field.registrations.models import Registration, Release, Seat

OFFERED_FOR = dt.timedelta(hours=24)
LEAST = dt.timedelta(minutes=30)  # before a shift begins: later, the door decides
_AT_ONCE = 100


def lock(shifts: Iterable[int]) -> dict[int, Shift]:
    """Shifts by number, as they are now, for nobody else to change before the transaction ends."""
    numbers = sorted(set(shifts))
    for pk in numbers:
        Shift.objects.filter(pk=pk).update(last_position=F("last_position") + 1)
    return Shift.objects.select_related("event").in_bulk(numbers)


def begins_at(shift: Shift) -> dt.datetime:
    """The moment after which nothing is offered; for an event of whole days that is its end."""
    return shift.starts_at or (shift.event.over_at if shift.event.is_all_day else shift.event.starts_at)


def offered_until(shift: Shift, now: dt.datetime) -> dt.datetime | None:
    """How long an offer of this moment stands: a day, half of what is left where that is less; None: no more.

    With half of it, whoever is next in line has time to answer too.
    """
    left = begins_at(shift) - now
    if left < LEAST or shift.event.cancelled_at:
        return None
    return now + min(OFFERED_FOR, max(left / 2, LEAST))


def take(shift: Shift, n: int) -> bool:
    """Whether so many seats were free: they are taken now. The condition is the database's, not ours."""
    free = Q(capacity=None) | Q(capacity__gte=F("taken") + n)
    return bool(Shift.objects.filter(free, pk=shift.pk).update(taken=F("taken") + n))


def give_back(shift: Shift, n: int) -> None:
    Shift.objects.filter(pk=shift.pk).update(taken=F("taken") - n)


def arrange(registration: Registration, shifts: Collection[int], *, now: dt.datetime | None = None) -> None:
    """Seat a registration in ``shifts``, or let it wait, with all of its guests; what it holds already stays.

    A seat in another shift is given back once those asked for in its place are seated: it is never lost for
    a place on a waiting list.
    """
    now = now or timezone.now()
    held = registration.seats.live().values_list("shift", flat=True)
    locked = lock({*shifts, *held})
    mine = {seat.shift_id: seat for seat in registration.seats.live()}
    for pk in sorted(shifts):
        if pk in mine:
            resize(mine[pk], locked[pk], registration.n)
        else:
            _claim(registration, locked[pk], now)
    release_spare(registration, shifts, locked, now)
    for shift in locked.values():
        offer(shift, now)


def _claim(registration: Registration, shift: Shift, now: dt.datetime) -> Seat:
    is_seated = take(shift, registration.n)
    return Seat.objects.create(
        registration=registration, shift=shift, person=registration.person, mailbox=registration.mailbox,
        n=registration.n, position=shift.last_position, asked_at=registration.asked_at,
        seated_at=now if is_seated else None,
    )  # fmt: skip


def resize(seat: Seat, shift: Shift, n: int) -> bool:
    """Whether it has ``n`` places now. More than there are leave it as it was; a place in line is kept."""
    more = n - seat.n
    if seat.state != Seat.State.WAITING:
        if more > 0 and not take(shift, more):
            return False
        if more < 0:
            give_back(shift, -more)
    seat.n = n
    seat.save(update_fields=["n"])
    return True


def release_spare(
    registration: Registration, shifts: Collection[int], locked: dict[int, Shift], now: dt.datetime
) -> None:
    """Give back what it no longer asks for, once all that it asks for is seated; a place in line at once."""
    live = list(registration.seats.live())
    is_settled = all(seat.seated_at for seat in live if seat.shift_id in shifts)
    for seat in live:
        if seat.shift_id not in shifts and (is_settled or not seat.seated_at):
            release(seat, locked[seat.shift_id], Release.BY_THEM, now)


def release(seat: Seat, shift: Shift, why: Release, now: dt.datetime) -> bool:
    """Give a seat back; False where it was. Offer what is free afterwards."""
    live = Seat.objects.live().filter(pk=seat.pk)
    held = not live.filter(seated_at=None, offered_at=None).exists()
    if not live.update(released_at=now, release=why):
        return False
    if held:
        give_back(shift, seat.n)
    return True


def offer(shift: Shift, now: dt.datetime) -> list[Seat]:
    """Offer what is free to those in line, the first that fits first. A locked shift stays locked."""
    until, offered = offered_until(shift, now), list[Seat]()
    while until and (fitting := _fitting(shift)):
        n = sum(seat.n for seat in fitting)
        if not take(shift, n):
            break
        Seat.objects.filter(pk__in=[seat.pk for seat in fitting]).update(offered_at=now, offered_until=until)
        offered += fitting
    notices.offered(offered)
    return offered


def _fitting(shift: Shift) -> Sequence[Seat]:
    """The next in line for whom there is room together."""
    capacity, taken = Shift.objects.values_list("capacity", "taken").get(pk=shift.pk)
    waiting = Seat.objects.filter(shift=shift).waiting()
    if capacity is None:
        return list(waiting[:_AT_ONCE])
    free, found = capacity - taken, list[Seat]()
    for seat in waiting.filter(n__lte=free)[:_AT_ONCE] if free else []:
        if seat.n <= free:
            found.append(seat)
            free -= seat.n
    return found


def fill(shift: int, now: dt.datetime | None = None) -> int:
    """Offer what is free of a shift, such as after its capacity was raised. How many seats were offered."""
    locked = lock([shift])
    return len(offer(locked[shift], now or timezone.now())) if shift in locked else 0
