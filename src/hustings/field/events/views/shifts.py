"""Shifts of an event, all in one form."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.field.events import actions, forms
from hustings.field.events.models import Event
from hustings.field.events.views.events import GET_POST, enters, page, seen


@enters
@GET_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Add, change, remove; "add" is a button of the form that gives it one row more."""
    event = seen(request, pk)
    found, is_sent = typed(request, event)
    context = {"event": event, "forms": found}
    if "add" in request.POST and request.headers.get("HX-Request"):
        return render(request, "events/shift_rows.html", context)
    if is_sent and found.is_valid():
        try:
            n = save(request, event, found)
            words = _("Saved.")
            if n is not None:
                more = ngettext("%(n)s later date has them, too.", "%(n)s later dates have them, too.", n)
                words += " " + more % {"n": n}
            messages.success(request, words)
            return redirect("events:event", pk)
        except actions.SeatsTaken as taken:
            messages.error(request, str(taken))
    return page(request, "shifts", _("Shifts"), context, 422 if is_sent else 200)


def typed(request: HttpRequest, event: Event, *, only_seats: bool = False) -> tuple[Any, bool]:
    """The rows, of the team or a host, and whether they are sent to be kept."""
    data = request.POST.copy() if request.method == "POST" else None
    wants_more = "add" in request.POST
    if data is not None and wants_more:
        n = len(forms.ShiftForms(data, event=event).forms) + 1
        data["shift-TOTAL_FORMS"] = str(min(n, forms.MOST))
    return forms.ShiftForms(data, event=event, only_seats=only_seats), data is not None and not wants_more


def save(request: HttpRequest, event: Event, found: Any) -> int | None:
    """Keep the rows; how many later dates have them too, where that was asked. Raises SeatsTaken."""
    actions.set_shifts(event=event, rows=found.rows)
    if event.series_id and "following" in request.POST:
        return actions.copy_to_following(event=event)
    return None
