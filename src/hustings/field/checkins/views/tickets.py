"""The ticket that a participant shows at the door, on a phone or printed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hustings.field.checkins import door_lists, ticket_links
from hustings.field.checkins import tickets as codes
from hustings.field.registrations.models import Seat
from hustings.foundation.lib.web import qr


@never_cache
@require_safe
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """The code, and the short one to be typed; nothing where the seat was cancelled."""
    try:
        seat = ticket_links.seat_of(token)
    except Seat.DoesNotExist as unknown:
        raise Http404 from unknown
    found = door_lists.ticket_of(seat)
    context: dict[str, Any] = {"seat": seat, "shift": seat.shift, "event": seat.shift.event}
    if found and found.is_valid and not seat.shift.event.cancelled_at:
        context |= {
            "code": qr.in_page(door_lists.text_of(found)), "short": codes.short(found.number),
            "starts_at": seat.shift.begins_at,
        }  # fmt: skip
    return render(request, "checkins/ticket.html", context, status=200 if "code" in context else 410)
