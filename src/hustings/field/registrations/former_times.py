"""Time and place of an event before they changed, kept with a notice to be said in each reader's language."""

from copy import copy
from typing import Any

from django.utils.dateparse import parse_datetime

from hustings.field.events.models import Event
from hustings.field.registrations import shift_words
from hustings.foundation.territories.models import Zone

_KEPT = ("place", "address", "time_zone", "is_all_day", "zone_id")
_MOMENTS = ("starts_at", "ends_at")


def noted(before: Event, event: Event) -> dict[str, Any]:
    """Empty where it reads the same, as when only the end is another."""
    if shift_words.when_where(before) == shift_words.when_where(event):
        return {}
    moments = {name: getattr(before, name) for name in _MOMENTS}
    said = {name: value.isoformat() if value else "" for name, value in moments.items()}
    return said | {name: getattr(before, name) for name in _KEPT}


def in_words(event: Event, was: dict[str, Any]) -> str:
    """Day, hours and place as they were; in the language of the moment."""
    made = copy(event)
    made.__dict__.pop("clock", None)
    for name in _MOMENTS:
        setattr(made, name, parse_datetime(was[name]) if was[name] else None)
    for name in _KEPT:
        setattr(made, name, was[name])
    made.zone = Zone.objects.defer("shape").filter(pk=was["zone_id"]).first()
    return shift_words.when_where(made)
