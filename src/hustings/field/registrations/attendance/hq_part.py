"""What HQ's page of an event shows of who comes, and the buttons that go with it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.events.models import Event
from hustings.field.registrations.attendance import forecasts, rolls
from hustings.field.registrations.models import Seat
from hustings.foundation.accounts import access
from hustings.people.persons.rights import VIEW_PEOPLE


def build(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """None where nobody has registered."""
    n = Seat.objects.seated().filter(shift__event=event).count()
    if not n:
        return None
    expected = forecasts.of_event(event)
    has_begun = event.starts_at <= timezone.now() and not event.cancelled_at
    return {
        "template": "attendance/panel.html", "event": event, "expected": expected, "has_begun": has_begun,
        "roll": rolls.last(event) if has_begun else None,
        "buttons": _buttons(request, event, has_begun=has_begun),
    }  # fmt: skip


def _buttons(request: HttpRequest, event: Event, *, has_begun: bool) -> list[tuple[str, str]]:
    if not access.may(request.user, VIEW_PEOPLE):
        return []
    found = []
    if has_begun:
        found.append((_("Note attendance"), reverse("attendance:roll", args=[event.pk])))
    return found
