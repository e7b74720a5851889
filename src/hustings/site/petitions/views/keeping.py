"""The list of petitions, each one's page, its words, its delivery."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.site.petitions import actions, figures, meter, waiting
from hustings.site.petitions.forms import DeliveryForm, PetitionForm
from hustings.site.petitions.models import Petition, PetitionPage
from hustings.site.petitions.views import hq
from hustings.site.website.hq import published, row_pages

MOST = 200
SHELVES = {
    "at_hand": gettext_lazy("current"),
    "archived": gettext_lazy("archived"),
    "removed": gettext_lazy("deleted soon"),
}
DEEDS = {"archive": actions.archive, "remove": actions.remove, "back": actions.bring_back}


@hq.sees
@require_safe
def petitions(request: HttpRequest) -> HttpResponse:
    """All petitions, newest first, with what waits; or those that were put away."""
    asked = request.GET.get("state", "")
    state = asked if asked in SHELVES else "at_hand"
    found = list(getattr(Petition.objects.all(), state)()[:MOST])
    counts, comments = meter.counts(each.pk for each in found), waiting.comments(found)
    doubts = waiting.in_doubt(found, request.user)
    rows = [
        (each, meter.of(counts[each.pk], each.goal), comments.get(each.pk, 0), doubts.get(each.pk, 0))
        for each in found
    ]
    tabs = [(name, label, name == state) for name, label in SHELVES.items()]
    context = {"rows": rows, "state": state, "tabs": tabs, **hq.may(request.user)}
    return hq.page(request, "petitions/hq/list.html", context, title=_("Petitions"), icon="edit")


@needs(EDIT_SITE)
@require_http_methods(["GET", "HEAD", "POST"])
@hq.once
def new(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@needs(EDIT_SITE)
@require_http_methods(["GET", "HEAD", "POST"])
@hq.once
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _form(request, hq.found(pk))


def _form(request: HttpRequest, petition: Petition | None) -> HttpResponse:
    form = PetitionForm(hq.posted(request), petition=petition)
    if form.is_valid():
        try:
            kept = _save(form, petition, me(request))
            messages.success(request, _("Saved."))
            return redirect("petitions_hq:petition", kept.pk)
        except actions.BadPetition as why:
            form.add_error(None, str(why))
    title = _("Edit") if petition else _("New petition")
    status = 422 if form.errors else 200
    return hq.show(request, "edit", petition, {"form": form}, title, status)


@transaction.atomic
def _save(form: PetitionForm, petition: Petition | None, user: Any) -> Petition:
    """The petition, and the pages that it has not yet."""
    before = dict(petition.titles) if petition else {}
    kept = actions.save_petition(petition=petition, user=user, **form.words())
    words = form.page_words() | {"titles": kept.titles, "before": before}
    row_pages.save(PetitionPage, petition=kept, user=user, **words)
    return kept


@hq.sees
@require_safe
def petition(request: HttpRequest, pk: int) -> HttpResponse:
    found = hq.found(pk)
    known = figures.of(found)
    context = {
        "meter": meter.read(found.pk, found.goal), "figures": known, "charts": figures.drawn(known),
        "n_comments": waiting.comments([found]).get(found.pk, 0),
        "n_doubts": waiting.in_doubt([found], request.user).get(found.pk, 0),
        "has_ended": found.state in {"closed", "delivered"},
        "deleted_at": found.removed_at and found.removed_at + actions.GRACE,
    }  # fmt: skip
    context |= {"petition": found, **hq.may(request.user)}
    context["published"] = published.of_pages(PetitionPage, request.user, petition=found)
    return hq.page(
        request, "petitions/hq/petition.html", context, title=str(found), trail=hq.trail(), icon="edit"
    )


@needs(EDIT_SITE)
@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    found, deed = hq.found(pk), request.POST.get("do", "")
    if deed == "remove" and not access.everywhere(me(request), CHANGE_PEOPLE):
        return access.denied(request)  # with the petition go data of people everywhere
    if deed in DEEDS:
        try:
            DEEDS[deed](petition=found, user=me(request))
        except Refused as why:
            messages.error(request, str(why))
        else:
            messages.success(request, {
                "archive": _("Archived. Its page stays online."),
                "remove": _(
                    "It will be deleted in 30 days, with its signatures. Until then you can restore it."),
                "back": _("Restored."),
            }[deed])  # fmt: skip
    return redirect("petitions_hq:petition", pk)


@needs(EDIT_SITE)
@require_http_methods(["GET", "HEAD", "POST"])
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it was handed over, or that it was not after all."""
    found = hq.found(pk)
    if request.method == "POST" and "take_back" in request.POST:
        actions.take_back_delivery(petition=found, user=me(request))
        messages.success(request, _("The delivery is undone."))
        return redirect("petitions_hq:petition", pk)
    form = DeliveryForm(hq.posted(request), petition=found)
    if form.is_valid():
        try:
            actions.deliver(petition=found, user=me(request), **form.words())
            messages.success(request, _("Saved: its page now shows the delivery."))
            return redirect("petitions_hq:petition", pk)
        except actions.BadPetition as why:
            form.add_error(None, str(why))
    context = {"form": form, "meter": meter.read(found.pk, found.goal)}
    return hq.show(request, "delivery", found, context, _("Delivery"), 422 if form.errors else 200)
