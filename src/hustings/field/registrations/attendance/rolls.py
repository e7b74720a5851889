"""Attendance noted by hand for a whole event: all came but those named; it can be undone."""

import logging
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from hustings.field.events.models import Event
from hustings.field.registrations.attendance import co_host_names
from hustings.field.registrations.models import RollCall, Seat
from hustings.field.registrations.models.seats import SeatQuerySet
from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Person

log = logging.getLogger(__name__)


class NotYet(Exception):
    """The event has not begun."""


class Undone(Exception):
    """Somebody undid it before, or noted attendance since."""


@transaction.atomic
def call(
    *, event: Event, absent: Collection[int], user: User | None = None, by: Person | None = None,
    since: datetime | None = None,
) -> RollCall:  # fmt: skip
    """Note that all who had a seat came, but those of the seats ``absent``. A check-in keeps its time.

    ``since``: only of those who registered from then on, as others were not shown.
    """
    now = timezone.now()
    if event.starts_at > now:
        raise NotYet
    seats = list(co_host_names.shown(_held(event), since).select_for_update(of=("self",), no_key=True))
    made = RollCall(event=event, user=user, by=by)
    for seat in seats:
        made.before[str(seat.pk)] = [_text(seat.attended_at), _text(seat.absent_at)]
        is_absent = seat.pk in absent
        seat.absent_at = (seat.absent_at or now) if is_absent else None
        seat.attended_at = None if is_absent else seat.attended_at or now
        made.n_absent += is_absent
    made.n_came = len(seats) - made.n_absent
    Seat.objects.bulk_update(seats, ["attended_at", "absent_at"], batch_size=500)
    made.save()
    log.info("registrations.roll event=%s came=%s absent=%s", event.pk, made.n_came, made.n_absent)
    return made


@transaction.atomic
def undo(*, roll: RollCall) -> None:
    """Put back what stood before. Only the last one of an event can be undone."""
    latest = RollCall.objects.filter(event=roll.event_id, undone_at=None).select_for_update().first()
    if latest is None or latest.pk != roll.pk:
        raise Undone
    seats = list(Seat.objects.filter(pk__in=[int(pk) for pk in latest.before]))
    for seat in seats:
        seat.attended_at, seat.absent_at = (_moment(text) for text in latest.before[str(seat.pk)])
    Seat.objects.bulk_update(seats, ["attended_at", "absent_at"], batch_size=500)
    latest.undone_at = timezone.now()
    latest.save(update_fields=["undone_at"])
    log.info("registrations.roll_undone event=%s", roll.event_id)


def last(event: Event) -> RollCall | None:
    return RollCall.objects.filter(event=event, undone_at=None).select_related("user", "by").first()


def _held(event: Event) -> SeatQuerySet:
    return Seat.objects.seated().filter(shift__event=event).order_by("pk")


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None
