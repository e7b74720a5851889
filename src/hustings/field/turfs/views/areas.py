"""HQ: the area of a plan, drawn on a map or entered as a table of corners."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hustings.field.turfs import actions
from hustings.field.turfs import areas as of_plans
from hustings.field.turfs.area_forms import AreaForm
from hustings.field.turfs.cuts import shapes
from hustings.field.turfs.models import Plan
from hustings.field.turfs.rights import CUT_TURFS
from hustings.field.turfs.views.plans import TURFS
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.frame import frame, status_of

_SHOWN = 20_000  # buildings on a map
_BLANK = [("", "")] * 4  # rows to type in


@needs(CUT_TURFS)
@require_http_methods(["GET", "HEAD", "POST"])
def area(request: HttpRequest, pk: int) -> HttpResponse:
    """Outline the area, or with ``whole`` take the outline away. The plan is cut anew."""
    plan = _seen(request, pk)
    form = AreaForm(request.POST if request.method == "POST" else None, plan=plan)
    is_whole = "whole" in request.POST
    if is_whole or form.is_valid():
        values = {"outline": [] if is_whole else form.cleaned_data["outline"]}
        try:
            actions.save_plan(plan=plan, values=values, user=me(request))
            messages.success(request, _("Saved. The turfs are being cut."))
            return redirect("turfs:plan", pk)
        except actions.HandedOut as refusal:
            form.add_error(None, str(refusal))
    trail = [(reverse("turfs:plans"), str(TURFS)), (reverse("turfs:plan", args=[pk]), plan.name)]
    words = frame(_("Draw the area"), *trail, icon="site")
    words |= {"form": form, "plan": plan, "rows": [*form.rows, *_BLANK]}
    return render(request, "turfs/hq/area.html", words, status=status_of(form))


@needs(CUT_TURFS)
@require_safe
def buildings(request: HttpRequest, pk: int) -> HttpResponse:
    """Places of the buildings to choose from, with their homes, and the outline of the territory."""
    plan = _seen(request, pk)
    found = (
        of_plans.of_stations(plan, of_plans.of_territory(plan.zone))
        .exclude(latitude=None)
        .exclude(longitude=None)
    )
    rows = found.values_list("latitude", "longitude", "homes")[:_SHOWN]  # keys are hashes: a fair part
    shown = [[y, x, homes or 1] for y, x, homes in rows]
    n = len(shown) if len(shown) < _SHOWN else found.order_by().count()
    lines = shapes.lines(plan.zone.shape) if plan.zone.shape else []
    return JsonResponse({"buildings": shown, "n": n, "lines": lines, "size": plan.size})


def _seen(request: HttpRequest, pk: int) -> Plan:
    return get_object_or_404(Plan.objects.visible_to(request.user).select_related("zone"), pk=pk)
