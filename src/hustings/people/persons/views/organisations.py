"""Organisations: their list, each one's page with its members, and what is known of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import needs
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.lib.web import query_params
from hustings.people.persons import actions, forms, phones, relationships
from hustings.people.persons.access import masking
from hustings.people.persons.models import Organisation
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE, VIEW_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once

PAGE = 50


@needs(VIEW_PEOPLE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """By name, a page at a time; ``?q=`` those that begin so."""
    query, after = query_params.text(request), request.GET.get("after", "").replace("\0", "")[:200]
    rows = Organisation.objects.select_related("zone").order_by("key")
    if fold(query):
        rows = rows.filter(key__begins=fold(query))
    found = list(rows.filter(key__gt=after)[: PAGE + 1])
    context = {
        "rows": found[:PAGE], "after": found[PAGE - 1].key if len(found) > PAGE else "", "q": query,
        "may_change": access.may(request.user, CHANGE_PEOPLE),
    }  # fmt: skip
    return frame.page(
        request, "persons/organisations.html", context, title=_("Organisations"), icon="folder-open-1"
    )


@needs(VIEW_PEOPLE)
@require_safe
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Organisation.objects.select_related("zone"), pk=pk)
    after = query_params.key(request.GET.get("after", "")) or 0
    rows, more = relationships.members(found, request.user, after)
    context = {
        "organisation": found, "rows": rows, "after": more, **_reached_by(found, request.user),
        "may_change": _may_change(request.user, found),
        "may_remove": access.everywhere(request.user, CHANGE_PEOPLE),
        "is_everywhere": access.everywhere(request.user, VIEW_PEOPLE),
    }  # fmt: skip
    return frame.page(
        request, "persons/organisation.html", context, title=str(found), trail=_trail(), icon="folder-open-1"
    )


def _reached_by(found: Organisation, user: Any) -> dict[str, Any]:
    """Its contact data as ``user`` may see it: behind many a club stands one person's own phone."""
    if not masking.hides(user):
        phone = phones.shown(found.phone) if found.phone else ""
        return {
            "hides": False,
            "unlocked": None,
            "email": found.email,
            "phone": phone,
            "address": found.address,
        }
    return {
        "hides": True,
        "unlocked": None,
        "email": found.email and masking.email(found.email),
        "phone": found.phone and masking.number(found.phone),
        "address": found.address and masking.DOTS,
    }


def _may_change(user: Any, found: Organisation) -> bool:
    """Those who may change people all over its territory; of one without any, everywhere."""
    if found.zone is None:
        return access.everywhere(user, CHANGE_PEOPLE)
    return access.may(user, CHANGE_PEOPLE, found.zone)


def _trail() -> list[tuple[str, str]]:
    return [(reverse("persons:organisations"), _("Organisations"))]


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    found = get_object_or_404(Organisation.objects.select_related("zone"), pk=pk) if pk else None
    if found and not _may_change(request.user, found):
        return access.denied(request)
    if request.method == "POST" and "remove" in request.POST and found:
        if not access.everywhere(request.user, CHANGE_PEOPLE):
            return access.denied(request)
        actions.remove_organisation(organisation=found)
        messages.success(request, _("%(what)s was removed.") % {"what": found})
        return redirect("persons:organisations")
    hides = found is not None and masking.hides(request.user)
    form = forms.OrganisationForm(frame.posted(request), organisation=found, hides=hides)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.save_organisation(organisation=found, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("persons:organisation", made.pk)
        except Refused as why:
            form.add_error("name", str(why))
    title = _("Edit") if found else _("Add an organisation")
    away = reverse("persons:organisation", args=[found.pk]) if found else reverse("persons:organisations")
    return frame.page(
        request, "persons/organisation_edit.html", {"form": form, "away": away}, title=title,
        trail=_trail(), icon="folder-open-1", status=422 if form.errors else 200,
    )  # fmt: skip
