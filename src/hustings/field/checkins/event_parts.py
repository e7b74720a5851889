"""Check-in on an event's page in HQ."""

from django.http import HttpRequest

from hustings.field.checkins import figures
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
