"""Shifts of an event, all in one form."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.field.events import actions, forms
from hustings.field.events.views.events import GET_POST, enters, page, seen


@enters
@GET_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Add, change, remove; "add" is a button of the form that gives it one row more."""
    event = seen(request, pk)
    wants_more = "add" in request.POST
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and wants_more:
        data["shift-TOTAL_FORMS"] = str(min(len(forms.ShiftForms(data, event=event).forms) + 1, forms.MOST))
    found = forms.ShiftForms(data, event=event)
    context = {"event": event, "forms": found}
    if wants_more:
        if request.headers.get("HX-Request"):
            return render(request, "events/shift_rows.html", context)
        return page(request, "shifts", _("Shifts"), context)
    if data is not None and found.is_valid():
        try:
            actions.set_shifts(event=event, rows=found.rows)
            words = _("Saved.")
            if event.series_id and "following" in request.POST:
                n = actions.copy_to_following(event=event)
                more = ngettext("%(n)s later date has them, too.", "%(n)s later dates have them, too.", n)
                words += " " + more % {"n": n}
            messages.success(request, words)
            return redirect("events:event", pk)
        except actions.SeatsTaken as taken:
            messages.error(request, str(taken))
            return page(request, "shifts", _("Shifts"), context, 422)
    return page(request, "shifts", _("Shifts"), context, 422 if data is not None else 200)
