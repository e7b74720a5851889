"""Doors of an event elsewhere, for the walk over things of others."""

from typing import Any

from django.utils import timezone

from hustings.field.checkins.models import Finding
from hustings.field.events import actions as events
from hustings.foundation.territories.models import Zone
from tests.cast.field.checkins import hall


def of_doors() -> dict[str, list[Any]]:
    """An event with a ticket, a door and something to look at."""
    about = {"titles": {"fr": "Banquet"}, "starts_at": timezone.now(), "zone": Zone.objects.get(name="Nîmes")}
    event = events.announce(values=about, user=None)
    ticket = hall.ticket(hall.seat(event.shifts.first() or hall.shift(event)))
    handset = hall.door(event)
    finding = Finding.objects.create(
        event=event, kind="double", key=ticket.key, ticket=ticket, entries=[], found_at=timezone.now()
    )
    names = ["doors", "live", "hand_out", "closing", "reopening", "rules", "people", "printed"]
    found: dict[str, list[Any]] = {f"checkins:{name}": [event.pk] for name in names}
    return found | {
        "checkins:revocation": [event.pk, handset.pk], "checkins:clearing": [event.pk, finding.pk],
    }  # fmt: skip
