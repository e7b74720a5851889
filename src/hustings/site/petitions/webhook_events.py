"""Signatures as webhooks tell of them."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.webhooks.events import Event, events
from hustings.people.persons.webhook_events import PERSON, with_persons
from hustings.site.petitions.models import Signature

SIGNED, WITHDRAWN = "petitions.signed", "petitions.withdrawn"


def _signed(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    rows = Signature.objects.confirmed().filter(pk__in=keys).select_related("petition")
    said = {row.pk: (row.person_id, _about(row, title=row.petition.title)) for row in rows}
    return with_persons(said, sees_people)


def _about(row: Signature, **more: Any) -> dict[str, Any]:
    return {"signature": {"id": row.pk}, "petition": {"id": row.petition_id, **more}}


def withdrawn(row: Signature) -> dict[str, Any]:
    """All that is said of one that counts no more; it may be gone when it is told."""
    return {**_about(row), "person": {"id": row.person_id}}


_EXAMPLE = {"signature": {"id": 512}, "petition": {"id": 4}, "person": PERSON}
part = events(
    Event(
        SIGNED, _("Petition signed"), {**_EXAMPLE, "petition": {"id": 4, "title": "Trains at night"}}, _signed
    ),
    Event(WITHDRAWN, _("Signature withdrawn"), _EXAMPLE),
)
