"""HQ: what is planned, when; another moment, or a draft again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hustings.accounts import access
from hustings.accounts.access import needs
from hustings.accounts.rights import VIEW_MAILINGS
from hustings.mailing import actions, planned
from hustings.mailing.forms_planning import PlanForm
from hustings.mailing.pages import find, framed, framed_below, user_of
from hustings.mailing.rights import may_steer
from hustings.mailing.sending_rights import SEND_MAILINGS


@needs(VIEW_MAILINGS)
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """All that is planned, day by day."""
    context = framed(_("Scheduled mailings")) | {"days": planned.calendar()}
    return render(request, "mailing/planned.html", context)


@needs(SEND_MAILINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Another moment for one that has not begun."""
    mailing = find(pk)
    if not may_steer(user_of(request), mailing):
        return access.denied(request)
    if not planned.is_unbegun(mailing):
        return redirect("mailing:mailing", pk)
    form = PlanForm(request.POST if request.method == "POST" else None, mailing=mailing)
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("at", "clock")}
        try:
            actions.reschedule(mailing=mailing, user=user_of(request), **said)
        except actions.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("It is scheduled anew."))
        return redirect("mailing:mailing", pk)
    context = framed_below(mailing, _("Another moment")) | {"mailing": mailing, "form": form}
    return render(request, "mailing/plan.html", context, status=422 if form.errors else 200)
