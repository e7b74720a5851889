"""Mailings as webhooks tell of them."""

from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hustings.foundation.webhooks.events import Event, events
from hustings.outreach.mailings.models import Mailing

SENT = "mailings.sent"


def _sent(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    return {
        row.pk: {
            "mailing": {
                "id": row.pk, "name": row.name, "finished_at": row.finished_at,
                "page": settings.BASE_URL + reverse("dispatch:mailing", args=[row.pk]),
            }
        }
        for row in Mailing.objects.filter(pk__in=keys)
    }  # fmt: skip


_EXAMPLE = {
    "id": 31, "name": "Weekly news", "finished_at": "2027-03-01T18:00:00Z",
    "page": "https://www.example.org/hq/mailings/31/",
}  # fmt: skip
part = events(Event(SENT, _("Mailing sent"), {"mailing": _EXAMPLE}, _sent))
