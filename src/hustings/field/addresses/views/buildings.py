"""HQ: one building and its doors."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.addresses import forms
from hustings.field.addresses.actions import buildings as actions
from hustings.field.addresses.actions import doors as door_actions
from hustings.field.addresses.models import Building, Door
from hustings.field.addresses.rights import CHANGE_ADDRESSES
from hustings.field.addresses.views.places import ADDRESSES
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.frame import frame, status_of
from hustings.foundation.lib.web.idempotency import once

PAGE = 200  # doors
CORRECTIONS = 20  # that a page shows, the newest
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def seen(request: HttpRequest, pk: UUID) -> Building:
    rows = Building.objects.visible_to(request.user).select_related("municipality", "station", "merged_into")
    return get_object_or_404(rows, pk=pk)


def page(
    request: HttpRequest, name: str, building: Building | None, title: str, **context: Any
) -> HttpResponse:
    trail = [(reverse("addresses:places"), str(ADDRESSES))]
    if building:
        place = building.municipality
        trail.append((reverse("addresses:place", args=[place.pk]), place.name))
        if title != str(building):
            trail.append((reverse("addresses:building", args=[building.pk]), str(building)))
    words = frame(title, *trail, icon="home") | {"building": building, **context}
    status = status_of(context["form"]) if "form" in context else 200
    return render(request, f"addresses/hq/{name}.html", words, status=status)


def _shown(request: HttpRequest, found: Building, form: forms.DoorsForm) -> HttpResponse:
    doors = Paginator(Door.objects.known(found), PAGE).get_page(request.GET.get("p"))
    corrections = list(found.corrections.select_related("user", "undoing")[:CORRECTIONS])
    context = {"form": form, "page": doors, "corrections": corrections}
    return page(request, "building", found, str(found), **context)


@needs(CHANGE_ADDRESSES)
@require_safe
def building(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One building: its place, its homes, its doors by staircase and floor."""
    return _shown(request, seen(request, pk), forms.DoorsForm())


@needs(CHANGE_ADDRESSES)
@_GET_POST
@once("addresses:places")
def building_new(request: HttpRequest) -> HttpResponse:
    form = forms.BuildingForm(request.POST if request.method == "POST" else None, user=me(request))
    if form.is_valid():
        try:
            made = actions.add_building(**form.cleaned_data)
            messages.success(request, _("The address was added. Now enter its doors, if you know them."))
            return redirect("addresses:building", made.pk)
        except actions.AlreadyThere as there:
            link = reverse("addresses:building", args=[there.building])
            form.add_error(
                "street", format_html('{} <a href="{}">{}</a>', there, link, _("Open this address"))
            )
    return page(request, "form", None, _("New address"), form=form, is_once=True)


@needs(CHANGE_ADDRESSES)
@_GET_POST
def building_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = seen(request, pk)
    form = forms.HomesForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        actions.change_building(building=found, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("addresses:building", pk)
    return page(request, "form", found, _("Edit"), form=form)


@needs(CHANGE_ADDRESSES)
@require_POST
def doors(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add doors."""
    found = seen(request, pk)
    form = forms.DoorsForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    n = door_actions.add_doors(building=found, **form.cleaned_data)
    messages.success(request, ngettext("%(n)s door added.", "%(n)s doors added.", n) % {"n": n})
    return redirect("addresses:building", pk)


@needs(CHANGE_ADDRESSES)
@require_POST
def door_removal(request: HttpRequest, pk: UUID, door: UUID) -> HttpResponse:
    found = seen(request, pk)
    try:
        door_actions.remove_door(door=get_object_or_404(Door.objects.known(found), pk=door))
        messages.success(request, _("The door was removed."))
    except door_actions.NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("addresses:building", pk)
