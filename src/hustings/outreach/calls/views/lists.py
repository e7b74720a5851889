"""HQ: call lists, how far they are, who calls."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Number, State, Title
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.outreach.calls import actions, clock, forms, standing
from hustings.outreach.calls.models import Call, CallList
from hustings.outreach.calls.rights import ORGANISE_CALLS
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.people.scripts.models import Script

page = Pages("calls/hq", "calls:lists", gettext_lazy("Call lists"), "mail", top="lists")
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
STATES = {
    "draft": pgettext_lazy("call list", "not started"), "early": pgettext_lazy("call list", "starts later"),
    "open": pgettext_lazy("call list", "open"), "over": pgettext_lazy("call list", "over"),
    "closed": pgettext_lazy("call list", "closed"),
}  # fmt: skip


def _state(one: CallList) -> tuple[str, Any]:
    return one.state, STATES[one.state]


class Lists(Resource):
    """Lists of the user's territories, the newest first."""

    guard = needs(ORGANISE_CALLS, VIEW_PEOPLE)
    title, icon = gettext_lazy("Call lists"), "mail"
    buttons = (
        Button(gettext_lazy("New call list"), "calls:list_new"),
        Button(gettext_lazy("Scripts"), "scripts:scripts"),
        Button(gettext_lazy("Do-not-call lists"), "calls:numbers"),
    )
    columns = (
        Title("name", gettext_lazy("List"), url="calls:list"),
        Column("segment", gettext_lazy("People")),
        Number("n_people", gettext_lazy("To call")),
        Number("n_done", gettext_lazy("Done")),
        State("state", gettext_lazy("Status"), accessor=_state),
    )
    empty = gettext_lazy("No call list yet. Choose a segment and a script, and callers get one person each.")

    def rows(self) -> QuerySet[CallList]:
        done = Count("callees", filter=Q(callees__done_at__isnull=False))
        found = CallList.objects.visible_to(self.user).select_related("segment")
        return found.annotate(n_people=Count("callees"), n_done=done)


def _seen(request: HttpRequest, pk: int) -> CallList:
    rows = CallList.objects.visible_to(request.user).select_related("segment", "script", "zone")
    return get_object_or_404(rows, pk=pk)


@needs(ORGANISE_CALLS, VIEW_PEOPLE)
@require_safe
def call_list(request: HttpRequest, pk: int) -> HttpResponse:
    """One list: what is ready and what is not and until when, outcomes, callers."""
    found = _seen(request, pk)
    told = standing.of(found, clock.now())
    noted = Count("pk", filter=Q(end=Call.End.NOTED))
    talked = Count("pk", filter=Q(outcome="reached"))
    callers = found.calls.order_by().values("user__first_name", "user__last_name", "user__email")
    callers = callers.annotate(n=noted, n_talked=talked, last_at=Max("began_at")).order_by("-n")[:100]
    context = {
        "call_list": found, "told": told, "ended": standing.ended(told), "state": STATES[found.state],
        "callers": callers,
    }  # fmt: skip
    return page(request, "list", found.name, context)


@needs(ORGANISE_CALLS, VIEW_PEOPLE)
@_GET_POST
@once("calls:lists")
def list_new(request: HttpRequest) -> HttpResponse:
    if not Script.objects.live().exists():
        messages.info(request, _("First write the script that callers will follow."))
        return redirect("scripts:script_new")
    return _form(request, None)


@needs(ORGANISE_CALLS, VIEW_PEOPLE)
@_GET_POST
def list_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _form(request, _seen(request, pk))


def _form(request: HttpRequest, found: CallList | None) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = forms.ListForm(sent, instance=found, user=me(request))
    if form.is_valid():
        kept = actions.save_list(call_list=found, values=form.values, user=me(request))
        messages.success(request, _("Saved. The list is being filled."))
        return redirect("calls:list", kept.pk)
    title = found.name if found else _("New call list")
    return page(request, "list_edit", title, {"form": form, "call_list": found}, status_of(form))


@needs(ORGANISE_CALLS, VIEW_PEOPLE)
@require_POST
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Start, close or reopen a list."""
    found = _seen(request, pk)
    do = {"start": actions.start_list, "close": actions.close_list, "reopen": actions.reopen_list}
    if deed := do.get(request.POST.get("do", "")):
        deed(call_list=found)
        messages.success(request, _("Saved."))
    return redirect("calls:list", pk)
