"""Figures of registrations on HQ's page of an event."""

from typing import Any

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse

from hustings.field.events.models import Event
from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.people.persons.rights import VIEW_PEOPLE

_LIVE = Q(seats__released_at=None)
_SEATED = _LIVE & Q(seats__seated_at__isnull=False)
_OFFERED = _LIVE & Q(seats__seated_at=None, seats__offered_at__isnull=False)
_WAITING = _LIVE & Q(seats__seated_at=None, seats__offered_at=None)


def build(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """None where the event takes no registrations and has none."""
    counted = event.shifts.select_related("event").annotate(
        n_seated=Coalesce(Sum("seats__n", filter=_SEATED), 0),
        n_offered=Coalesce(Sum("seats__n", filter=_OFFERED), 0),
        n_waiting=Coalesce(Sum("seats__n", filter=_WAITING), 0),
    )
    shifts: list[Any] = list(counted.order_by("starts_at", "pk"))
    if not event.takes_registrations and not any(one.n_seated + one.n_waiting for one in shifts):
        return None
    rows = [
        {
            "shift": one, "n_seated": one.n_seated, "n_offered": one.n_offered, "n_waiting": one.n_waiting,
            "free": None if one.capacity is None else one.capacity - one.taken,
        }
        for one in shifts
    ]  # fmt: skip
    may = access.may(request.user, VIEW_PEOPLE)
    url = reverse("registrations_hq:list", args=[event.pk]) if may else ""
    may_embed = event.shown_at and event.takes_registrations and access.may(request.user, EDIT_SITE)
    embed = reverse("embeds:embed", args=["event", event.pk]) if may_embed else ""
    return {"template": "registrations/hq/figures.html", "rows": rows, "url": url, "embed": embed}
