"""Calls in HQ: the list, the record of one with its rounds, new ones."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Number, State, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.networks.initiatives import actions
from hustings.networks.initiatives.forms import hq as forms
from hustings.networks.initiatives.models import Application, Call, Round
from hustings.networks.initiatives.refusals import NotDone
from hustings.networks.initiatives.rights import RUN_CALLS
from hustings.networks.initiatives.views.frame import (
    CALLS,
    ICON,
    STAGES,
    call_of,
    calls_of,
    may_run,
    round_of,
    runs,
    sees,
    show,
    to_call,
)
from hustings.networks.initiatives.views.public import current
from hustings.site.website.serving import site_version

_NEW = gettext_lazy("New call")
_LIST = "initiatives_hq:calls"


def _stage(call: Call) -> Any:
    row = current(call)
    return STAGES[row.stage] if row and call.shown_at else STAGES["draft"]


class Calls(Resource):
    """All that this user runs or decides on, the newest first."""

    guard = access.guard(sees)
    title, icon = CALLS, ICON
    buttons = (Button(_NEW, "initiatives_hq:new", runs),)
    columns = (
        Title("title", gettext_lazy("Call for projects"), url="initiatives_hq:call"),
        State("stage", gettext_lazy("State"), accessor=_stage),
        Column("zone.name", gettext_lazy("Territory")),
        Number("n", gettext_lazy("Applications")),
    )
    empty = gettext_lazy("No call for projects yet.")

    def rows(self) -> Any:
        return calls_of(self.user).select_related("zone").prefetch_related("rounds")

    def prepared(self, rows: list[Any]) -> Sequence[Any]:
        sent = Application.objects.sent().filter(round__call__in=rows).order_by()
        counts = dict(sent.values_list("round__call").annotate(n=Count("pk")))
        for row in rows:
            row.n = counts.get(row.pk, 0)
        return rows


@needs(RUN_CALLS)
@require_http_methods(["GET", "HEAD", "POST"])
@once(_LIST)
def new(request: HttpRequest) -> HttpResponse:
    """A call with its first round, whose days come next."""
    form = forms.CallForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = actions.new_call(values=form.values(), by=me(request))
        messages.success(request, _("Saved. Now enter the days of its first round."))
        return redirect("initiatives_hq:round", made.rounds.get().pk)
    words = {"form": form, "submit": _("Save"), "is_once": True}
    return show(request, "initiatives/hq/form", _NEW, words, status=status_of(form))


@access.guard(sees)
@require_safe
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """A call and its rounds."""
    found = calls_of(request.user).filter(pk=pk).first() or call_of(request, pk)
    sent = Count(
        "applications", filter=Q(applications__sent_at__isnull=False, applications__withdrawn_at=None)
    )
    rounds: Any = list(Round.objects.filter(call=found).annotate(n=sent).order_by("-pk"))
    for each in rounds:
        each.call = found
    words = {
        "call": found, "rounds": [(each, STAGES[each.stage]) for each in rounds],
        "may_run": may_run(request, found),
    }  # fmt: skip
    return show(request, "initiatives/hq/call", found, words)


@needs(RUN_CALLS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its words, address and territory."""
    found = call_of(request, pk)
    form = forms.CallForm(request.POST or None, user=request.user, call=found)
    if request.method == "POST" and form.is_valid():
        Call.objects.filter(pk=pk).update(**form.values())
        site_version.renew()
        messages.success(request, _("Saved."))
        return redirect("initiatives_hq:call", pk)
    words = {"form": form, "submit": _("Save")}
    return show(request, "initiatives/hq/form", _("Edit"), words, to_call(found), status=status_of(form))


@needs(RUN_CALLS)
@require_POST
def showing(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish it, or take it off the site."""
    is_shown = request.POST.get("is_shown") == "yes"
    try:
        actions.publish(call=call_of(request, pk), is_shown=is_shown, by=me(request))
    except NotDone as refused:
        messages.error(request, str(refused))
    else:
        site_version.renew()
        messages.success(request, _("Published.") if is_shown else _("No longer on the site."))
    return redirect("initiatives_hq:call", pk)


@needs(RUN_CALLS)
@require_POST
@once(_LIST)
def rounds(request: HttpRequest, pk: int) -> HttpResponse:
    """A new round like the last one."""
    found = call_of(request, pk)
    name = request.POST.get("name", "").strip()[:80] or _("Round %d") % (found.rounds.count() + 1)
    made: Round = actions.new_round(call=found, name=name)
    messages.success(request, _("Round added: its form and jury criteria are those of the last one."))
    return redirect("initiatives_hq:round", round_of(request, made.pk).pk)
