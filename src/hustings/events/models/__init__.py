"""The campaign's dates, a noun a file."""

from hustings.events.models.events import Audience, Event, EventQuerySet, Kind

__all__ = ["Audience", "Event", "EventQuerySet", "Kind"]
