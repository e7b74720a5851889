"""Memberships as webhooks tell of them."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.field.groups.models import Membership
from hustings.foundation.webhooks.events import Event, events
from hustings.people.persons.webhook_events import PERSON, with_persons

JOINED, LEFT = "groups.joined", "groups.left"


def _joined(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    rows = Membership.objects.live().filter(pk__in=keys).select_related("group")
    said = {
        row.pk: (row.person_id, {"group": {"id": row.group_id, "name": row.group.name}, "role": row.role})
        for row in rows
    }
    return with_persons(said, sees_people)


part = events(
    Event(
        JOINED, _("Local group joined, or role changed"),
        {"group": {"id": 5, "name": "Lyon"}, "role": "member", "person": PERSON}, _joined,
    ),
    Event(LEFT, _("Local group left"), {"group": {"id": 5}, "person": PERSON}),
)  # fmt: skip
