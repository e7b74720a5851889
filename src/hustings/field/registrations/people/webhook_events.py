"""Registrations as webhooks tell of them."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.field.registrations.models import Registration
from hustings.foundation.webhooks.events import Event, events
from hustings.people.persons.webhook_events import PERSON, with_persons

REGISTERED, CANCELLED = "events.registered", "events.cancelled"


def _registered(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    rows = Registration.objects.filter(pk__in=keys, withdrawn_at=None).select_related("event")
    said = {
        row.pk: (row.person_id, _about(row, title=row.event.title) | {"guests": row.guests}) for row in rows
    }
    return with_persons(said, sees_people)


def _about(row: Registration, **more: Any) -> dict[str, Any]:
    return {"registration": {"id": row.pk}, "event": {"id": row.event_id, **more}}


def cancelled(row: Registration) -> dict[str, Any]:
    """All that is said of one that stands no more; it may be gone when it is told."""
    return {**_about(row), "person": {"id": row.person_id}}


_EXAMPLE = {"registration": {"id": 77}, "event": {"id": 12}, "person": PERSON}
part = events(
    Event(
        REGISTERED, _("Registered for an event, or changed"),
        {**_EXAMPLE, "event": {"id": 12, "title": "Market stall"}, "guests": 1}, _registered,
    ),
    Event(CANCELLED, _("Registration cancelled"), _EXAMPLE),
)  # fmt: skip
