"""Reminders: the day before at eleven and that morning at eight, by the clock of the event."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from hustings.field.events import clocks
from hustings.field.events.models import Event
from hustings.field.registrations import notices
from hustings.field.registrations.models import Notice, Registration, Seat

AHEAD = dt.timedelta(hours=48)
DAY_BEFORE, THAT_DAY = dt.time(11), dt.time(8)
SOON = dt.timedelta(hours=1)  # no reminder so shortly before it begins
FRESH = dt.timedelta(hours=12)  # whoever registered so recently needs none
LATEST = dt.time(20)  # what a stopped machine missed is sent until then, and never at night
AT_ONCE = 2_000


def remind() -> int:
    """Write down what is due and queue it; how many. Safe twice: a reminder is there but once."""
    now, n = timezone.now(), 0
    ahead = Event.objects.shown().filter(cancelled_at=None, over_at__gt=now, starts_at__lt=now + AHEAD)
    for event in ahead.order_by("starts_at", "pk").prefetch_related("shifts").iterator(200):
        for begins, shifts in _days(event).items():
            for kind, at in due(event, begins, now):
                n += _remind(event, shifts, kind, at)
    return n


def _days(event: Event) -> dict[dt.datetime, list[int]]:
    """Shifts by the first beginning of their day: who comes on the second day is reminded of that one."""
    found: dict[dt.date, tuple[dt.datetime, list[int]]] = {}
    for shift in event.shifts.all():
        begins = shift.begins
        first, shifts = found.get(begins.date(), (begins, []))
        found[begins.date()] = min(first, begins), [*shifts, shift.pk]
    return dict(found.values())


def due(event: Event, begins: dt.datetime, now: dt.datetime) -> Iterator[tuple[Notice.Kind, dt.datetime]]:
    """Reminders of that beginning of which the moment has come, with that moment."""
    local = now.astimezone(event.clock)
    days = {Notice.Kind.DAY_BEFORE: (1, DAY_BEFORE), Notice.Kind.THAT_DAY: (0, THAT_DAY)}
    for kind, (n_before, hour) in days.items():
        day = begins.astimezone(event.clock).date() - dt.timedelta(days=n_before)
        at = clocks.moment(dt.datetime.combine(day, hour), event.time_zone)
        if local.date() == day and at <= now and local.time() < LATEST and begins - now > SOON:
            yield kind, at


def _remind(event: Event, shifts: list[int], kind: Notice.Kind, at: dt.datetime) -> int:
    about = f"{at.astimezone(event.clock):%Y-%m-%d}"
    told = Notice.objects.filter(kind=kind, about=about).values("registration")
    seated = Seat.objects.seated().filter(shift__in=shifts).values("registration")
    rows = Registration.objects.confirmed().filter(event=event, confirmed_at__lt=at - FRESH, pk__in=seated)
    found = list(rows.exclude(pk__in=told).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    notices.tell_all(found, kind, about)
    return len(found)
