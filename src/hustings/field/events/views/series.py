"""Events that repeat: how, and dates left out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings.field.events import actions, forms
from hustings.field.events.views.events import GET_POST, enters, page, seen
from hustings.foundation.accounts.access import me
from hustings.foundation.lib.web.frame import status_of


@enters
@GET_POST
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an event the first date of a series."""
    event = seen(request, pk)
    form = forms.RepeatForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.repeat(
                event=event, rule=said["rule"], until=said["until"], count=said["count"], user=me(request)
            )
            messages.success(request, _("Saved. The dates ahead are in the list and in calendars."))
        except actions.Repeated as refused:
            messages.error(request, str(refused))
        return redirect("events:event", pk)
    return page(request, "repeat", _("Repeat"), {"form": form, "event": event}, status_of(form))


@enters
@require_POST
def leaving_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove one date of a series for which nobody is registered."""
    event = seen(request, pk)
    if event.series_id is None:
        return redirect("events:event", pk)
    try:
        actions.leave_out(event=event)
    except actions.Repeated as refused:
        messages.error(request, str(refused))
        return redirect("events:event", pk)
    messages.success(request, _("Removed from the series."))
    return redirect("events:events")
