"""Saved views of the list: keep one, look after them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.idempotency import Refusal
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE, VIEW_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once
from hustings.people.segments import saved_views
from hustings.people.segments.actions import saved_views as actions
from hustings.people.segments.forms import SavedViewForm
from hustings.people.segments.models import SavedView


@needs(VIEW_PEOPLE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    rows = [
        (view, view.may_be_changed_by(request.user), _form(request, view))
        for view in saved_views.of(request.user)
    ]
    return frame.page(
        request, "segments/views.html", {"rows": rows, "may_share": _may_share(request)},
        title=_("Saved views"), trail=frame.people_trail(), icon="list-ul",
    )  # fmt: skip


@needs(VIEW_PEOPLE)
@require_POST
@once
def add(request: HttpRequest) -> HttpResponse:
    form = SavedViewForm(request.POST, user=me(request))
    query = request.POST.get("query", "")[:8_000]
    if not form.is_valid():
        return _to(query, request, _("Enter a name for the view."))
    try:
        view = actions.save_view(user=me(request), **form.cleaned_data)
    except Refused as why:
        return _to(query, request, str(why))
    messages.success(request, _("The view “%(name)s” was saved.") % {"name": view})
    return redirect(_address(view))


@needs(VIEW_PEOPLE)
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    view = _mine(request, pk)
    form = SavedViewForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, _("Enter a name for the view."))
        return redirect("segments:views")
    try:
        actions.change_view(
            view=view, name=form.cleaned_data["name"], is_shared=form.cleaned_data.get("is_shared")
        )
        messages.success(request, _("Saved."))
    except Refused as why:
        messages.error(request, str(why))
    return redirect("segments:views")


@needs(VIEW_PEOPLE)
@require_POST
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    view = _mine(request, pk)
    actions.replace_view(view=view, query=request.POST.get("query", "")[:8_000])
    messages.success(request, _("The view “%(name)s” was saved.") % {"name": view})
    return redirect(_address(view))


@needs(VIEW_PEOPLE)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    view = _mine(request, pk)
    actions.remove_view(view=view)
    messages.success(request, _("The view “%(name)s” was deleted.") % {"name": view})
    return redirect("segments:views")


@needs(VIEW_PEOPLE)
@require_POST
def first(request: HttpRequest) -> HttpResponse:
    """With which view the user's list begins; an empty ``view`` is everybody."""
    asked = request.POST.get("view", "")
    view = next((one for one in saved_views.of(me(request)) if str(one.pk) == asked), None)
    actions.begin_with(user=me(request), view=view)
    messages.success(request, _("Saved."))
    return redirect("segments:views")


def _mine(request: HttpRequest, pk: int) -> SavedView:
    view: SavedView | None = SavedView.objects.visible_to(request.user).filter(pk=pk).first()
    if view is None or not view.may_be_changed_by(request.user):
        raise Http404
    return view


def _form(request: HttpRequest, view: SavedView) -> Any:
    kept = {"name": view.name, "is_shared": view.is_shared}
    form = SavedViewForm(user=request.user, initial=kept)
    form.auto_id = f"id_view_{view.pk}_%s"
    return form


def _may_share(request: HttpRequest) -> bool:
    return access.may(request.user, CHANGE_PEOPLE)


def _address(view: SavedView) -> str:
    return f"{reverse('segments:list')}?{urlencode({'view': view.pk})}"


def _to(query: str, request: HttpRequest, why: str) -> HttpResponse:
    messages.error(request, why)
    return Refusal(f"{reverse('segments:list')}?{QueryDict(query).urlencode() or 'view=0'}")
