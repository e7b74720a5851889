"""Check-in on an event's page in HQ, and its count for attendance and report."""

from django.db.models import Sum
from django.http import HttpRequest

from hustings.field.checkins import figures
from hustings.field.checkins.models import CheckIn
from hustings.field.events.hooks import Part
from hustings.field.events.models import Event
from hustings.field.registrations.models import Seat


def in_hq(request: HttpRequest, event: Event) -> Part | None:
    """The way to its doors, once someone has a seat."""
    if not Seat.objects.seated().filter(shift__event=event).exists():
        return None
    found = figures.of(event)
    return {
        "template": "checkins/hq/event_part.html", "entered": found.entered, "expected": found.expected,
    }  # fmt: skip


def counted(event: Event) -> tuple[int, set[int]]:
    """People who came in, with guests and those without a ticket; keys of the seats among them."""
    rows = CheckIn.objects.filter(event=event)
    seats = set(rows.filter(ticket__isnull=False).values_list("ticket__seat", flat=True))
    return rows.aggregate(n=Sum("people"))["n"] or 0, seats
