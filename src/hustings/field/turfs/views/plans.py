"""HQ: plans, their turfs, the walk of one."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.turfs import actions, drawings, steps
from hustings.field.turfs.forms import PlanForm
from hustings.field.turfs.models import Plan, Turf
from hustings.field.turfs.rights import CUT_TURFS
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Code, Column, Moment, Number, State, Title
from hustings.foundation.lib.web.frame import frame, status_of
from hustings.foundation.lib.web.idempotency import once

TURFS = gettext_lazy("Turfs")
STATES = {
    "waiting": pgettext_lazy("turfs", "being cut"), "cut": pgettext_lazy("turfs", "cut"),
    "failed": pgettext_lazy("turfs", "not cut"),
}  # fmt: skip
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


class Plans(Resource):
    """Plans of the user's territories, the newest first."""

    guard = needs(CUT_TURFS)
    title, icon = TURFS, "site"
    buttons = (Button(gettext_lazy("Cut turfs"), "turfs:plan_new"),)
    columns = (
        Title("name", gettext_lazy("Name"), url="turfs:plan"),
        Column("zone", gettext_lazy("Territory")),
        Number("n_turfs", gettext_lazy("Turfs")),
        Number("n_homes", gettext_lazy("Homes")),
        State("state", gettext_lazy("Status"), accessor=lambda one: (one.state, STATES[one.state])),
    )
    empty = gettext_lazy("No turf yet. Choose a territory, and it is cut into walks for teams of two.")

    def rows(self) -> QuerySet[Any]:
        found = Plan.objects.visible_to(self.user).select_related("zone").defer("zone__shape", "barriers")
        return found.annotate(n_turfs=Count("turfs"), n_homes=Sum("turfs__n_homes"))


class Turfs(Resource):
    """Turfs of one plan."""

    guard = needs(CUT_TURFS)
    icon = "site"
    trail = (("turfs:plans", TURFS),)
    template_name = "turfs/hq/plan.html"
    order = ("number", "pk")
    columns = (
        Title(
            "number", gettext_lazy("Turf"), accessor=lambda one: one.label,
            url=lambda one: reverse("turfs:turf", args=[one.plan_id, one.number]),
        ),
        Code("code", gettext_lazy("Code")),
        Number("n_buildings", gettext_lazy("Buildings")),
        Number("n_homes", gettext_lazy("Homes")),
        Number("metres", gettext_lazy("Walk (m)")),
        Moment("handed_out_at", gettext_lazy("Handed out")),
    )  # fmt: skip

    @cached_property
    def plan(self) -> Plan:
        rows = Plan.objects.visible_to(self.user).select_related("zone").defer("zone__shape", "barriers")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def title(self) -> str:
        return self.plan.name

    def rows(self) -> QuerySet[Turf]:
        return self.plan.turfs.all()

    def about(self) -> dict[str, Any]:
        told = self.plan.turfs.order_by().aggregate(n=Count("pk"), homes=Sum("n_homes"), metres=Sum("metres"))
        least, most = self.plan.limits
        off = self.plan.turfs.order_by()
        return {
            "plan": self.plan, "n_stations": self.plan.stations.count(), "told": told,
            "state": STATES[self.plan.state],
            "n_small": off.filter(n_homes__lt=least).count(), "n_large": off.filter(n_homes__gt=most).count(),
        }  # fmt: skip


def _seen(request: HttpRequest, pk: int) -> Plan:
    return get_object_or_404(Plan.objects.visible_to(request.user).select_related("zone"), pk=pk)


@needs(CUT_TURFS)
@_GET_POST
@once("turfs:plans")
def plan_new(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@needs(CUT_TURFS)
@_GET_POST
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a plan; it is cut anew."""
    return _form(request, _seen(request, pk))


def _form(request: HttpRequest, found: Plan | None) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PlanForm(*sent, instance=found, user=me(request))
    if form.is_valid():
        try:
            is_drawn_later = form.cleaned_data.get("is_drawn_later", False)
            kept = actions.save_plan(
                plan=found, values=form.values, stations=form.cleaned_data["chosen"],
                is_drawn_later=is_drawn_later, user=me(request),
            )  # fmt: skip
            if is_drawn_later:
                return redirect("turfs:plan_area", kept.pk)
            messages.success(request, _("Saved. The turfs are being cut."))
            return redirect("turfs:plan", kept.pk)
        except actions.HandedOut as refusal:
            form.add_error(None, str(refusal))
    trail = [(reverse("turfs:plans"), str(TURFS))]
    if found:
        trail.append((reverse("turfs:plan", args=[found.pk]), found.name))
    words = frame(_("Edit") if found else _("Cut turfs"), *trail, icon="site")
    words |= {"form": form, "is_once": found is None, "has_file": True}
    return render(request, "turfs/hq/form.html", words, status=status_of(form))


@needs(CUT_TURFS)
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a plan with its turfs."""
    found = _seen(request, pk)
    try:
        actions.delete_plan(plan=found, user=me(request))
    except actions.HandedOut as refusal:
        messages.error(request, str(refusal))
        return redirect("turfs:plan", pk)
    messages.success(request, _("“%(name)s” was deleted.") % {"name": found.name})
    return redirect("turfs:plans")


@needs(CUT_TURFS)
@require_safe
def turf(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One turf: its walk drawn, and its stops in walking order."""
    found = steps.turf_of(me(request), CUT_TURFS, pk, number)
    stops = list(found.stops.all())
    trail = [
        (reverse("turfs:plans"), str(TURFS)), (reverse("turfs:plan", args=[pk]), found.plan.name),
    ]  # fmt: skip
    words = frame(found.label, *trail, icon="site")
    next_steps = [
        (reverse(step.view, args=[pk, number]), step.label)
        for step in steps.steps.all()
        if access.may(me(request), step.right, found.plan.zone)
    ]
    free = found.plan.turfs.filter(handed_out_at=None).exclude(pk=found.pk)
    came = set(request.GET.getlist("stop"))
    words |= {
        "turf": found, "stops": stops, "drawing": drawings.drawn(stops), "next_steps": next_steps,
        "others": () if found.handed_out_at else free,
        "back": request.GET.get("from", ""), "came": [one for one in stops if str(one.pk) in came],
    }  # fmt: skip
    return render(request, "turfs/hq/turf.html", words)


@needs(CUT_TURFS)
@require_POST
def hand_out(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Mark a turf as handed out, or, with ``back``, as taken back."""
    found = steps.turf_of(me(request), CUT_TURFS, pk, number)
    if "back" in request.POST:
        actions.take_back(turf=found, user=me(request))
        return redirect("turfs:turf", pk, number)
    try:
        actions.hand_out(turf=found, user=me(request))
    except actions.NotCut as refusal:
        messages.error(request, str(refusal))
        return redirect("turfs:plan", pk)
    return redirect("turfs:turf", pk, number)
