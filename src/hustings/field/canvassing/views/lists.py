"""HQ: walk lists, how far they are, what has to be looked at."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from hustings.field.canvassing import actions, figures, forms, rules, streams
from hustings.field.canvassing.models import DoorResult, WalkList
from hustings.field.canvassing.models.walk_lists import KIND
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.field.canvassing.stop_texts import BadStops
from hustings.field.turfs import steps
from hustings.field.turfs.actions import NotCut
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Moment, Number, Title
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.foundation.sync.models import Handset

page = Pages("canvassing/hq", "canvassing:lists", gettext_lazy("Walk lists"), "home", top="lists")
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


class Lists(Resource):
    """Lists of the user's territories, the newest first."""

    guard = needs(ORGANISE_CANVASSING)
    title, icon = gettext_lazy("Walk lists"), "home"
    buttons = (Button(gettext_lazy("New walk list"), "canvassing:list_new"),)
    columns = (
        Title("name", gettext_lazy("List"), url="canvassing:list"),
        Number("n_doors", gettext_lazy("Doors")),
        Number("n_done", gettext_lazy("Visited")),
        Number("n_talked", gettext_lazy("Conversations")),
        Moment("heard_at", gettext_lazy("Last contact")),
    )
    empty = gettext_lazy("No walk list yet. Enter the doors of a street, and hand the list to a phone.")

    def rows(self) -> QuerySet[WalkList]:
        done = Count("results", filter=~Q(results__code=""))
        talked = Count("results", filter=Q(results__code=rules.TALKED))
        phones = Handset.objects.phones().filter(stream__kind=KIND, stream__subject=OuterRef("pk")).order_by()
        heard = phones.values("stream").annotate(last=Max("heard_at")).values("last")
        rows = WalkList.objects.visible_to(self.user).defer("stops")
        return rows.annotate(n_done=done, n_talked=talked, heard_at=Subquery(heard))


def seen(request: HttpRequest, pk: int) -> WalkList:
    """A list that this user may change."""
    rows = WalkList.objects.visible_to(request.user).select_related("version__script")
    return get_object_or_404(rows, pk=pk)


@needs(ORGANISE_CANVASSING)
@require_safe
def walk_list(request: HttpRequest, pk: int) -> HttpResponse:
    """One list: figures, phones, what has to be looked at."""
    return shown(request, seen(request, pk), forms.PhoneForm())


def shown(request: HttpRequest, found: WalkList, form: forms.PhoneForm) -> HttpResponse:
    """The page of a list with a form to hand it out."""
    stream, told = streams.stream_of(found), figures.of(found)
    labels: dict[str, Any] = dict(DoorResult.Code.choices)
    context = {
        "walk_list": found, "stream": stream, "figures": told, "form": form,
        "by_code": [(labels[code], n) for code, n in told.by_code], "phones": figures.phones_of(stream),
        "answers": figures.answers_of(found), "doubles": figures.doubles_of(found),
        "notes": figures.notes_of(found, stream),
    }  # fmt: skip
    return page(request, "list", found.name, context, status_of(form) if form.is_bound else 200)


@needs(ORGANISE_CANVASSING)
@_GET_POST
@once("canvassing:lists")
def list_new(request: HttpRequest) -> HttpResponse:
    """Type or paste the doors."""
    form = forms.ListForm(request.POST if request.method == "POST" else None, user=me(request))
    if form.is_valid():
        made = actions.make_list(**form.cleaned_data, user=me(request))
        messages.success(request, _("Saved. Now hand the list to a phone."))
        return redirect("canvassing:list", made.pk)
    return page(request, "list_new", _("New walk list"), {"form": form}, status_of(form))


@needs(ORGANISE_CANVASSING)
@_GET_POST
def turf_list(request: HttpRequest, plan: int, number: int) -> HttpResponse:
    """Make a walk list of a turf, or go to the one that it has."""
    turf = steps.turf_of(me(request), ORGANISE_CANVASSING, plan, number)
    if made := WalkList.objects.filter(turf=turf).first():
        return redirect("canvassing:list", made.pk)
    sent = request.POST if request.method == "POST" else None
    form = forms.TurfListForm(sent, initial={"name": turf.title})
    if form.is_valid():
        try:
            made = actions.list_of_turf(turf=turf, user=me(request), **form.cleaned_data)
        except BadStops as bad:
            form.add_error(None, forms.words_of(bad))
        except NotCut as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. Now hand the list to a phone."))
            return redirect("canvassing:list", made.pk)
    return page(request, "turf_list", _("New walk list"), {"form": form}, status_of(form))
