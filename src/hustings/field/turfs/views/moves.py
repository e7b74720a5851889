"""HQ: the turfs of a plan on a map, and stops moved from one to another."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hustings.field.turfs import actions, steps
from hustings.field.turfs.models import Plan, Stop
from hustings.field.turfs.rights import CUT_TURFS
from hustings.foundation.accounts.access import me, needs

_MOST_BACK = 300  # stops that an address holds


@needs(CUT_TURFS)
@require_safe
def plan_map(request: HttpRequest, pk: int) -> HttpResponse:
    """Places of the stops by turf, and the barriers."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), pk=pk)
    found: dict[int, dict[str, Any]] = {
        turf.pk: {
            "number": turf.number, "name": turf.label, "stops": [],
            "address": reverse("turfs:turf", args=[pk, turf.number]),
        }
        for turf in plan.turfs.all()
    }  # fmt: skip
    for turf, *place in Stop.objects.filter(turf__plan=plan).values_list("turf", "latitude", "longitude"):
        found[turf]["stops"].append([round(each, 6) for each in place])
    return JsonResponse({"turfs": list(found.values()), "barriers": plan.barriers, "outline": plan.outline})


@needs(CUT_TURFS)
@require_POST
def stops_move(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Move the stops that are ticked, and offer the way back."""
    turf = steps.turf_of(me(request), CUT_TURFS, pk, number)
    ticked = {int(each) for each in request.POST.getlist("stop") if each.isdecimal()}
    to = request.POST.get("to", "")
    try:
        there = actions.move_stops(
            turf=turf, stops=ticked, number=int(to) if to.isdecimal() else 0, user=me(request)
        )
    except actions.NotMoved as refusal:
        messages.error(request, str(refusal))
        return redirect("turfs:turf", pk, number)
    words = ngettext("%(n)s stop was moved here.", "%(n)s stops were moved here.", len(ticked))
    messages.success(request, words % {"n": len(ticked)})
    if len(ticked) > _MOST_BACK:
        return redirect("turfs:turf", pk, there.number)
    back = urlencode([("from", number), *(("stop", one) for one in sorted(ticked))])
    return redirect(f"{reverse('turfs:turf', args=[pk, there.number])}?{back}")
