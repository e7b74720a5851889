"""HQ: addresses and doors that are one, or several."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hustings.field.addresses import forms
from hustings.field.addresses.actions import corrections as actions
from hustings.field.addresses.models import Building, Correction, Door
from hustings.field.addresses.rights import CHANGE_ADDRESSES
from hustings.field.addresses.views.buildings import page, seen
from hustings.foundation.accounts.access import me, needs

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _corrected(
    request: HttpRequest, found: Building, form: Any, words: tuple[str, str], deed: Callable[..., Any]
) -> HttpResponse:
    """Ask, do it, go back to the building."""
    title, submit = words
    if form.is_valid():
        try:
            deed(**form.cleaned_data, user=me(request))
            messages.success(request, _("Saved. You can undo it on this page."))
            return redirect("addresses:building", found.pk)
        except actions.NotNow as refusal:
            form.add_error(None, str(refusal))
    return page(request, "form", found, title, form=form, submit=submit)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@needs(CHANGE_ADDRESSES)
@_GET_POST
def building_merge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say of which other address this one is a second name."""
    found = seen(request, pk)
    form = forms.MergeForm(_sent(request), building=found)
    words = _("Merge with another address"), _("Merge")

    def deed(into: Building, user: Any) -> None:
        actions.merge_buildings(building=found, into=into, user=user)

    return _corrected(request, found, form, words, deed)


@needs(CHANGE_ADDRESSES)
@_GET_POST
def building_split(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the doors of a staircase to a number of their own."""
    found = seen(request, pk)
    form = forms.SplitForm(_sent(request), building=found)
    words = _("Split this address"), _("Split")

    def deed(user: Any, **said: Any) -> None:
        actions.part_building(building=found, user=user, **said)

    return _corrected(request, found, form, words, deed)


@needs(CHANGE_ADDRESSES)
@_GET_POST
def door_merge(request: HttpRequest, pk: UUID, door: UUID) -> HttpResponse:
    found = seen(request, pk)
    one = get_object_or_404(Door.objects.known(found), pk=door)
    form = forms.DoorMergeForm(_sent(request), doors=Door.objects.known(found).exclude(pk=one.pk))
    words = _("Merge door %(door)s with another") % {"door": one}, _("Merge")

    def deed(into: Door, user: Any) -> None:
        actions.merge_doors(door=one, into=into, user=user)

    return _corrected(request, found, form, words, deed)


@needs(CHANGE_ADDRESSES)
@_GET_POST
def door_split(request: HttpRequest, pk: UUID, door: UUID) -> HttpResponse:
    found = seen(request, pk)
    one = get_object_or_404(Door.objects.known(found), pk=door)
    words = _("Split door %(door)s") % {"door": one}, _("Split")

    def deed(labels: list[str], user: Any) -> None:
        actions.part_door(door=one, labels=labels, user=user)

    return _corrected(request, found, forms.DoorSplitForm(_sent(request)), words, deed)


@needs(CHANGE_ADDRESSES)
@require_POST
def correction_undoing(request: HttpRequest, pk: UUID, correction: int) -> HttpResponse:
    """Take a merge or a split back."""
    found = seen(request, pk)
    try:
        actions.undo(
            correction=get_object_or_404(Correction, building=found, pk=correction), user=me(request)
        )
        messages.success(request, _("Undone. Everything is as it was before."))
    except actions.NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("addresses:building", pk)
