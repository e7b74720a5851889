"""Things around an event elsewhere: who came, for the walk over things of others."""

from typing import Any

from django.utils import timezone

from hustings.field.events import actions as events
from hustings.field.registrations.models import RollCall
from hustings.foundation.territories.models import Zone


def of_events() -> dict[str, list[Any]]:
    """An event elsewhere with all that is noted of it."""
    there = Zone.objects.get(name="Nîmes")
    about = {"titles": {"fr": "Marché"}, "starts_at": timezone.now(), "zone": there}
    event = events.announce(values=about, user=None, show=True)
    roll = RollCall.objects.create(event=event)
    found: dict[str, list[Any]] = {"attendance:roll_undoing": [roll.pk]}
    for name in ["roll"]:
        found[f"attendance:{name}"] = [event.pk]
    return found
