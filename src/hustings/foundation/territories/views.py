"""The territories in HQ. Every user of HQ may look; the permission ``territories.change_zone`` changes."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import frame, status_of
from hustings.foundation.territories import actions, addresses, facts
from hustings.foundation.territories.forms import FreeZoneForm
from hustings.foundation.territories.models import Kind, Step, Zone, ZoneQuerySet
from hustings.foundation.territories.rights import CHANGE, may_change

SUGGESTIONS = 20
PAGE = 50
_FROM_WIDE_TO_NARROW = {kind: at for at, kind in enumerate(Kind.values)}


@require_safe
def zone_search(request: HttpRequest) -> JsonResponse:
    """Suggest zones for what was typed so far: ``?q=lyon&kind=commune``, or ``?address=1`` of an address."""
    text = query_params.text(request, longest=addresses.LONGEST)
    kinds = [kind for kind in request.GET.getlist("kind") if kind in Kind.values]
    if request.GET.get("address"):
        found = addresses.suggestions(text, SUGGESTIONS)
    else:
        zones = Zone.objects.search(text[: query_params.LONGEST])
        zones = zones.of_kind(*kinds) if kinds else zones
        found = [(zone, zone.label()) for zone in zones.labelled()[:SUGGESTIONS]]
    results = [
        {"id": zone.pk, "label": label, "detail": _detail(zone), "code": zone.code,
         "at": None if zone.latitude is None else [zone.latitude, zone.longitude],
         "is_point": zone.kind in addresses.PLACED}
        for zone, label in found
    ]  # fmt: skip
    return JsonResponse({"results": results})


def _detail(zone: Zone) -> str:
    """Its kind, with the code where people know it: a commune's looks like a postcode and is none."""
    is_odd = zone.kind in {Kind.COMMUNE, Kind.PART, Kind.STATION}
    return str(zone.get_kind_display()) if is_odd else f"{zone.get_kind_display()} {zone.code}"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    text, kind = request.GET.get("q", "")[:100], request.GET.get("kind", "")
    if text:
        zones = Zone.objects.search(text)
    else:
        zones = Zone.objects.of_kind(Kind.REGION) if kind not in Kind.values else Zone.objects.all()
    if kind in Kind.values:
        zones = zones.of_kind(kind)
    context = {
        "page": _paged(request, zones),
        "text": text,
        "kind": kind,
        "kinds": Kind.choices,
        "free": [] if text or kind else Zone.objects.of_kind(Kind.FREE).labelled(),
        "is_empty": not Zone.objects.exists(),
    }
    return _render(request, "index.html", _("Territories"), context)


@require_safe
def zone(request: HttpRequest, pk: int) -> HttpResponse:
    """One territory: what is around it, what lies in it, what the other apps know."""
    found = get_object_or_404(Zone.objects.labelled(), pk=pk)
    around = [outer for outer in Zone.objects.containing(found).labelled() if outer != found]
    inner = Zone.objects.filter(pk__in=Step.objects.filter(outer=found).values("inner"))
    context = {
        "zone": found,
        "around": sorted(around, key=lambda outer: (_FROM_WIDE_TO_NARROW[outer.kind], outer.name_key)),
        "page": _paged(request, inner),
        "postcodes": found.postcodes.order_by("code").values_list("code", flat=True),
        "facts": list(facts.about(found, request.user)),
        "is_ours": not Kind(found.kind).is_official,
        "is_free": found.kind == Kind.FREE,
    }
    return _render(request, "zone.html", found.label(), context)


@may_change
def new(request: HttpRequest) -> HttpResponse:
    form = FreeZoneForm(_sent(request))
    if form.is_valid():
        try:
            made = actions.create_free(**form.cleaned_data)
            messages.success(request, _("“%(name)s” was added.") % {"name": made.name})
            return redirect("territories:zone", made.pk)
        except (actions.NameTaken, actions.Circular) as refused:
            form.add_error(None, str(refused))
    return _render(request, "form.html", _("New custom area"), {"form": form}, status_of(form))


@may_change
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Zone.objects.of_kind(Kind.FREE).labelled(), pk=pk)
    members = list(Zone.objects.filter(pk__in=Step.objects.filter(outer=found).values("inner")))
    initial = {"name": found.name, "members": members, "parent": found.parent_id}
    form = FreeZoneForm(_sent(request), initial=initial)
    if form.is_valid():
        try:
            actions.change_free(zone=found, **form.cleaned_data)
            messages.success(request, _("“%(name)s” was saved.") % {"name": found.name})
            return redirect("territories:zone", found.pk)
        except (actions.NameTaken, actions.Circular) as refused:
            form.add_error(None, str(refused))
    return _render(request, "form.html", found.name, {"form": form, "zone": found}, status_of(form))


@may_change
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Zone, pk=pk)
    try:
        actions.delete(zone=found)
    except actions.InUse as refused:
        messages.error(request, str(refused))
        return redirect("territories:zone", pk)
    messages.success(request, _("“%(name)s” was deleted.") % {"name": found.name})
    return redirect("territories:index")


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _paged(request: HttpRequest, zones: ZoneQuerySet) -> Page[Zone]:
    return Paginator(zones.labelled(), PAGE).get_page(request.GET.get("p"))


def _render(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    trail = [] if template == "index.html" else [(reverse("territories:index"), _("Territories"))]
    about = frame(title, *trail, icon="globe") | {"may_change": request.user.has_perm(CHANGE)}
    return render(request, f"territories/{template}", about | context, status=status)
