"""HQ: what is planned, when; another moment, or a draft again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.outreach.delivery import timetable
from hustings.outreach.dispatch import actions
from hustings.outreach.dispatch.forms.plan import PlanForm
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.pages import find, framed, framed_below
from hustings.outreach.mailings.rights import may_steer
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS


@needs(VIEW_MAILINGS)
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """All that is planned, day by day."""
    context = framed(_("Scheduled mailings")) | {"days": timetable.calendar()}
    return render(request, "dispatch/planned.html", context)


@needs(SEND_MAILINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Another moment for one that has not begun."""
    mailing = find(pk)
    if not may_steer(me(request), mailing):
        return access.denied(request)
    if not timetable.is_unbegun(mailing):
        return redirect("dispatch:mailing", pk)
    form = PlanForm(request.POST if request.method == "POST" else None, mailing=mailing)
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("at", "clock")}
        try:
            actions.reschedule(mailing=mailing, user=me(request), **said)
        except mailings_refusals.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Rescheduled."))
        return redirect("dispatch:mailing", pk)
    context = framed_below(mailing, _("Reschedule")) | {"mailing": mailing, "form": form}
    return render(request, "dispatch/plan.html", context, status=422 if form.errors else 200)
