"""The campaign's dates, a noun a file."""

from hustings.field.events.models.events import Audience, Event, EventQuerySet, Kind, path_of
from hustings.field.events.models.pages import AgendaPage

__all__ = [
    "AgendaPage",
    "Audience",
    "Event",
    "EventQuerySet",
    "Kind",
    "path_of",
]
