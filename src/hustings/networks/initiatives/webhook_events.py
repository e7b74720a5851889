"""Applications as webhooks tell of them."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.webhooks.events import Event, events
from hustings.networks.initiatives.models import Application
from hustings.people.persons.webhook_events import PERSON, with_persons

SENT, DECIDED = "initiatives.sent", "initiatives.decided"


def _told(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    rows = Application.objects.filter(pk__in=keys).select_related("round__call")
    return with_persons({row.pk: (row.person_id, about(row)) for row in rows}, sees_people)


def about(row: Application) -> dict[str, Any]:
    """An application without its answers; its state once the letters left."""
    application = {"id": row.pk, "number": row.number, "title": row.title, "asked": row.asked}
    if row.is_told:
        application["state"] = row.state
    return {
        "application": application,
        "call": {"id": row.round.call_id, "slug": row.round.call.slug, "round": row.round.name},
    }


_APPLICATION = {"id": 41, "number": 12, "title": "A garden for the school", "asked": 500_000}
_EXAMPLE = {
    "application": _APPLICATION,
    "call": {"id": 3, "slug": "neighbourhoods", "round": "Spring 2027"},
    "person": PERSON,
}
part = events(
    Event(SENT, _("Application to a call sent"), _EXAMPLE, _told),
    Event(
        DECIDED, _("Application to a call decided"),
        {**_EXAMPLE, "application": {**_APPLICATION, "state": "accepted"}}, _told,
    ),
)  # fmt: skip
