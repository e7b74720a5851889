"""States of projects as webhooks tell of them."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.webhooks.events import Event, events
from hustings.networks.projects.models import Project
from hustings.people.persons.webhook_events import PERSON, with_persons

AGREED, REPORTED, PAID, ENDED = (
    "initiatives.agreed",
    "initiatives.reported",
    "initiatives.paid",
    "initiatives.ended",
)


def _told(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    rows = Project.objects.filter(pk__in=keys).select_related("application__round__call")
    return with_persons({row.pk: (row.application.person_id, _about(row)) for row in rows}, sees_people)


def _about(row: Project) -> dict[str, Any]:
    round_ = row.application.round
    state = "ended" if row.ended_at else "running" if row.agreed_at else "waiting"
    return {
        "project": {"id": row.pk, "application": row.application_id, "name": row.name, "state": state},
        "call": {"id": round_.call_id, "slug": round_.call.slug, "round": round_.name},
    }


_EXAMPLE = {
    "project": {"id": 4, "application": 41, "name": "A garden for the school", "state": "running"},
    "call": {"id": 3, "slug": "neighbourhoods", "round": "Spring 2027"}, "person": PERSON,
}  # fmt: skip
_PROJECT: Any = _EXAMPLE["project"]
part = events(
    Event(AGREED, _("Agreement of a project accepted"), _EXAMPLE, _told),
    Event(REPORTED, _("Report on a project sent"), _EXAMPLE, _told),
    Event(PAID, _("Instalment of a project paid"), _EXAMPLE, _told),
    Event(ENDED, _("Project ended"), {**_EXAMPLE, "project": {**_PROJECT, "state": "ended"}}, _told),
)  # fmt: skip
