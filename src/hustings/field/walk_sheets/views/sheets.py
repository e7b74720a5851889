"""HQ: walk sheets, one of them, and its paper."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.addresses.rights import CHANGE_ADDRESSES
from hustings.field.canvassing.models import WalkList
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.field.turfs import steps
from hustings.field.walk_sheets import actions, documents, door_log, doors, forms, totals
from hustings.field.walk_sheets.models import Sheet, SheetVersion
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Moment, Title
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.foundation.lib.web.idempotency import once

WALK_SHEETS = gettext_lazy("Walk sheets")
PAGE = 20  # versions
page = Pages("walk_sheets/hq", "walk_sheets:sheets", WALK_SHEETS, "list-ul", top="sheets")
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


class Sheets(Resource):
    """Sheets of the user's territories, the newest first."""

    guard = needs(CHANGE_ADDRESSES)
    title, icon = WALK_SHEETS, "list-ul"
    buttons = (
        Button(gettext_lazy("New walk sheet"), "walk_sheets:sheet_new"),
        Button(gettext_lazy("Photos"), "walk_sheets:photos"),
    )
    columns = (
        Title("name", gettext_lazy("Name"), url="walk_sheets:sheet"),
        Column("place", gettext_lazy("Territory")),
        Moment("printed_at", gettext_lazy("Printed")),
    )
    empty = gettext_lazy("No walk sheet yet. Choose streets or a turf, print, and walk.")

    def rows(self) -> QuerySet[Sheet]:
        found = _placed(Sheet.objects.visible_to(self.user))
        return found.annotate(printed_at=Max("versions__printed_at"))


def _placed(rows: QuerySet[Sheet]) -> QuerySet[Sheet]:
    return rows.select_related("municipality", "zone").defer("zone__shape")


def seen(request: HttpRequest, pk: int) -> Sheet:
    rows = _placed(Sheet.objects.visible_to(request.user)).select_related("script", "turf")
    return get_object_or_404(rows, pk=pk)


@needs(CHANGE_ADDRESSES)
@_GET_POST
@once("walk_sheets:sheets")
def sheet_new(request: HttpRequest) -> HttpResponse:
    form = forms.SheetForm(request.POST if request.method == "POST" else None, user=me(request))
    if form.is_valid():
        try:
            made = actions.prepare(**form.values, user=me(request))
            return redirect("walk_sheets:sheet", made.pk)
        except doors.REFUSALS as refused:
            form.add_error("streets", str(refused))
    return page(request, "form", _("New walk sheet"), {"form": form, "is_once": True}, status_of(form))


@needs(CHANGE_ADDRESSES)
@_GET_POST
@once("walk_sheets:sheets")
def turf_sheet(request: HttpRequest, plan: int, number: int) -> HttpResponse:
    """Prepare a sheet of a turf."""
    turf = steps.turf_of(me(request), CHANGE_ADDRESSES, plan, number)
    sent = request.POST if request.method == "POST" else None
    form = forms.TurfSheetForm(sent, initial={"name": turf.title})
    if form.is_valid():
        try:
            made = actions.prepare_turf(turf=turf, user=me(request), **form.cleaned_data)
            return redirect("walk_sheets:sheet", made.pk)
        except doors.REFUSALS as refused:
            form.add_error(None, str(refused))
    return page(request, "form", _("New walk sheet"), {"form": form, "is_once": True}, status_of(form))


@needs(CHANGE_ADDRESSES)
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """One sheet: its streets, its script, the versions that were printed."""
    found = seen(request, pk)
    versions = Paginator(found.versions.select_related("user"), PAGE).get_page(request.GET.get("p"))
    rows: list[Any] = list(versions)
    for row in rows:
        layout = row.laid_out
        row.n_pages, row.n_doors = layout.n_pages, len(layout.doors)
    last = found.versions.select_related("paper__stream").first()
    left_out = last.laid_out.left_out if last else ()
    context = {
        "sheet": found, "versions": rows, "page": versions, "left_out": left_out, "totals": totals.of(found),
        "walk_list": _walk_list(request, last),
    }  # fmt: skip
    return page(request, "sheet", found.name, context)


def _walk_list(request: HttpRequest, last: SheetVersion | None) -> WalkList | None:
    """The list that phones can be handed for the same doors, where the user may see it."""
    found = door_log.list_of(last.paper) if last else None
    if found and access.may(me(request), ORGANISE_CANVASSING):
        return WalkList.objects.visible_to(request.user).filter(pk=found.pk).first()
    return None


@needs(CHANGE_ADDRESSES)
@require_POST
def sheet_print(request: HttpRequest, pk: int) -> HttpResponse:
    found = seen(request, pk)
    try:
        made = actions.print_sheet(sheet=found, user=me(request))
    except doors.REFUSALS as refused:
        messages.error(request, str(refused))
        return redirect("walk_sheets:sheet", pk)
    return redirect("walk_sheets:paper", pk, made.number)


@needs(CHANGE_ADDRESSES)
@require_safe
def paper(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A version as PDF, to be printed as often as it is needed."""
    versions = SheetVersion.objects.select_related("sheet__municipality", "sheet__zone")
    found = get_object_or_404(versions, sheet=seen(request, pk), number=number)
    answer = HttpResponse(documents.pdf(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="walk-sheet-{pk}-{number}.pdf"'
    return answer
