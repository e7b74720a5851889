"""A change of a published event that its hosts ask for: compared, accepted or refused."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from hustings.field.events import actions, silence
from hustings.field.events.forms import ReasonForm
from hustings.field.events.hosts import comparison
from hustings.field.events.models import Event, EventChange
from hustings.field.events.views.events import GET_POST, enters, page
from hustings.foundation.accounts.access import me
from hustings.foundation.lib.web.frame import status_of


@enters
@GET_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    rows = EventChange.objects.filter(event__in=Event.objects.visible_to(request.user).order_by())
    found = get_object_or_404(rows.select_related("event__group", "event__zone"), pk=pk)
    may_decide = EventChange.objects.decided_by(request.user).filter(pk=pk).exists()
    is_refusal = request.POST.get("answer") == "no"
    form = ReasonForm(request.POST if is_refusal else None)
    if request.method == "POST" and may_decide and (not is_refusal or form.is_valid()):
        try:
            if is_refusal:
                actions.refuse(change=found, user=me(request), reason=form.cleaned_data["reason"])
                messages.success(request, _("Refused. The host gets your reason by e-mail."))
            else:
                actions.accept(change=found, user=me(request))
                messages.success(request, _("Changed. The site and calendars show it."))
        except actions.NotDecided as refused:
            messages.error(request, str(refused))
        return redirect("events:event", found.event_id)
    planned = found.planned
    context = {
        "change": found, "event": found.event, "planned": planned, "form": form,
        "differences": comparison.differences(found), "silence": silence.of(planned),
        "may_decide": may_decide and found.is_open,
    }  # fmt: skip
    return page(request, "change", _("Change to approve"), context, status_of(form))
