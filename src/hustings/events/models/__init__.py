"""The campaign's dates, a noun a file."""

from hustings.events.models.events import Audience, Event, EventQuerySet, Kind, path_of
from hustings.events.models.imports import EventImport, ImportedEvent
from hustings.events.models.pages import AgendaPage

__all__ = [
    "AgendaPage",
    "Audience",
    "Event",
    "EventImport",
    "EventQuerySet",
    "ImportedEvent",
    "Kind",
    "path_of",
]
