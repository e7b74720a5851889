"""Part of HQ's page of an event on its attendance, with buttons."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.events.models import Event
from hustings.field.registrations.attendance import door_counts, forecasts, rolls
from hustings.field.registrations.models import CoverRequest, Seat
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
        "n_expected": round(expected.whole.expected) if expected else 0,
        "roll": rolls.last(event) if has_begun else None,
        "checked_in": door_counts.checked_in(event) if has_begun else 0,
        "buttons": _buttons(request, event, is_ahead=expected is not None, has_begun=has_begun),
        "covers": CoverRequest.objects.filter(shift__event=event, closed_at=None).select_related("shift"),
    }  # fmt: skip


def _buttons(request: HttpRequest, event: Event, *, is_ahead: bool, has_begun: bool) -> list[tuple[str, str]]:
    if not access.may(request.user, VIEW_PEOPLE):
        return []
    found = []
    if is_ahead:
        found.append((_("Who to call first"), reverse("attendance:calls", args=[event.pk])))
        found.append((_("Find replacements"), reverse("attendance:cover", args=[event.pk])))
    if has_begun:
        found.append((_("Note attendance"), reverse("attendance:roll", args=[event.pk])))
    return found
