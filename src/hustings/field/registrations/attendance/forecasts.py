"""Forecasts of an event and of its shifts, from what the campaign learnt last."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from hustings.field.events.models import Event, Shift
from hustings.field.registrations.attendance import histories, model
from hustings.field.registrations.models import AttendanceFit, Seat

KEPT = 7  # fits: one a day


@dataclass(frozen=True)
class OfShift:
    shift: Shift
    forecast: model.Forecast


@dataclass(frozen=True)
class Expected:
    """How many come to an event, and to each of its shifts where there are several."""

    whole: model.Forecast
    shifts: list[OfShift]


def learn() -> model.Fit:
    """Learn from all past events, and keep it: a daily job. Running it twice keeps two of the same."""
    known = model.fit(histories.past())
    with transaction.atomic():
        made = AttendanceFit.objects.create(fit=known.as_json())
        kept = AttendanceFit.objects.values_list("pk", flat=True)[:KEPT]
        AttendanceFit.objects.filter(pk__lt=made.pk).exclude(pk__in=list(kept)).delete()
    return known


def known() -> model.Fit:
    """Parameters learnt last; before the first time, the usual ones of campaigns."""
    row = AttendanceFit.objects.first()
    return model.Fit.read(row.fit) if row else model.fit([])


def of_event(event: Event) -> Expected | None:
    """None where nobody holds a seat, or it is over."""
    if event.over_at < timezone.now() or event.cancelled_at:
        return None
    seats = list(Seat.objects.seated().filter(shift__event=event).order_by("pk"))
    if not seats:
        return None
    fit = known()
    coming = histories.ahead(Seat.objects.filter(pk__in=[seat.pk for seat in seats]))
    past = histories.of_people({seat.person for seat in coming if seat.person > 0})
    whole = model.forecast(histories.counted_once(coming), past, fit)
    by_shift: dict[int, list[model.Seat]] = {}
    for seat, read in zip(seats, coming, strict=True):
        by_shift.setdefault(seat.shift_id, []).append(read)
    shifts = [
        OfShift(shift, model.forecast(by_shift.get(shift.pk, []), past, fit)) for shift in event.shifts.all()
    ]
    return Expected(whole, shifts if len(shifts) > 1 else [])


def chances(event: Event) -> dict[int, float]:
    """For each person with a seat, how likely they come."""
    seats = Seat.objects.seated().filter(shift__event=event, person__isnull=False)
    coming = histories.counted_once(histories.ahead(seats))
    past = histories.of_people({seat.person for seat in coming})
    found = model.forecast(coming, past, known())
    return {seat.person: chance for seat, chance in zip(coming, found.chances, strict=True)}
