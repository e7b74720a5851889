"""The log of an event's doors: its kind."""

from typing import Any

from django.utils.translation import gettext as _

from hustings.field.checkins import door_lists, settling
from hustings.field.events.models import Event
from hustings.field.events.rights import enters_events
from hustings.foundation.sync import kinds
from hustings.foundation.sync.models import Handset, Stream


def stream_of(event: Event) -> Stream:
    """The log of this event; the first call makes it, and its rules."""
    door_lists.plan_of(event)
    return Stream.objects.get_or_create(kind=settling.KIND, subject=event.pk)[0]


def event_of(stream: Stream) -> Event | None:
    """The event, if it is still there."""
    return Event.objects.filter(pk=stream.subject).first()


def _title(stream: Stream) -> str:
    event = event_of(stream)
    return event.title if event else _("Event that was deleted")


def _snapshot(stream: Stream, handset: Handset) -> Any:
    event = event_of(stream)
    return door_lists.snapshot(event) if event else None


def _answers_for(user: Any, stream: Stream) -> bool:
    return enters_events(user) and Event.objects.visible_to(user).filter(pk=stream.subject).exists()


KIND = kinds.Kind(
    name=settling.KIND,
    title=_title,
    page="phone_checkins:door",
    check=settling.check,
    settle=settling.settle,
    snapshot=_snapshot,
    answers_for=_answers_for,
)
