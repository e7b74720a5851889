"""Contributions of invitations to other apps."""

from typing import Any

from django.http import HttpRequest

from hustings.field.events import hooks
from hustings.field.events.models import Event
from hustings.field.registrations.invitations.views import may_invite
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes


def _build(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    if event.is_over or event.cancelled_at or not event.is_shown or not may_invite(request.user):
        return None
    return {"template": "invitations/panel.html"}


part = Contribution(
    how_tos.pages(how_tos.beside("invite-people-to-an-event", "invitations:*", below="field")),
    hooks.hq_parts(_build),
    routes.hq(routes.Section("hustings.field.registrations.invitations.urls", "agenda/invitations/")),
)
