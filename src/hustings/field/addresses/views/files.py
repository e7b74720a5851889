"""HQ: files of addresses, from the upload to the undoing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from hustings.field.addresses import forms
from hustings.field.addresses.actions import files as actions
from hustings.field.addresses.models import AddressFile
from hustings.field.addresses.rights import imports_addresses
from hustings.field.addresses.views.places import ADDRESSES
from hustings.foundation.accounts.access import guard, me
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Choice, Column, Moment, Number, State, Title
from hustings.foundation.lib.text import csvs
from hustings.foundation.lib.web.frame import frame

IMPORTS = gettext_lazy("Import addresses")
_TO_DO = gettext_lazy("Error")
_guard = guard(imports_addresses)


class Files(Resource):
    """Files so far, and one more."""

    guard = _guard
    title, icon = IMPORTS, "upload"
    trail = (("addresses:places", ADDRESSES),)
    intro = gettext_lazy(
        "These files are read as they are: the electoral roll’s table of addresses (REU), the national and "
        "local address databases (BAN, BAL), the national buildings database (BDNB), and your own list. "
        "Nothing is imported until you have seen the check."
    )
    columns = (
        Title("file_name", gettext_lazy("File"), url="addresses:import"),
        Choice("get_source_display", gettext_lazy("Kind")),
        Number("n_lines", gettext_lazy("Lines")),
        State("state", gettext_lazy("State"), accessor=lambda row: (row.state, row.get_state_display())),
        Moment("made_at", gettext_lazy("Uploaded")),
        Column("user", gettext_lazy("By")),
    )
    caption = gettext_lazy("Past imports")
    form_class = forms.FileForm
    form_submit = gettext_lazy("Check the file")
    refusals = {actions.Unreadable: "file"}
    empty = gettext_lazy("No file yet. Upload the first.")

    def rows(self) -> QuerySet[AddressFile]:
        return AddressFile.objects.select_related("user")

    def add(self, said: dict[str, Any]) -> HttpResponse | None:
        sent = said["file"]
        made = actions.take(file=sent.file, name=sent.name, user=me(self.request))
        return redirect("addresses:import", made.pk)


def _file(pk: int) -> AddressFile:
    return get_object_or_404(AddressFile.objects.select_related("user"), pk=pk)


@_guard
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: what it would change, how far it is, what it did."""
    found = _file(pk)
    trail = [(reverse("addresses:places"), str(ADDRESSES)), (reverse("addresses:imports"), str(IMPORTS))]
    context = frame(found.file_name, *trail, icon="upload") | {
        "file": found, "reasons": found.reasons("reasons"), "asides": found.reasons("asides"),
        "n_places": len(found.towns),
        "may_start": found.state == "checked" or (found.state == "failed" and found.failed_at),
    }  # fmt: skip
    return render(request, "addresses/hq/import.html", context)


@_guard
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    found = _file(pk)
    if not found.is_busy and request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "addresses/hq/_progress.html", {"file": found})


@_guard
@require_safe
def refused(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The refused lines as they came, each with what to do, to be mended and brought again."""
    found = _file(pk)
    rows = ([*line.cells, line.problem] for line in found.refused.iterator(500))
    whole = [[*found.columns, str(_TO_DO)], *rows]
    return csvs.download(csvs.lines(whole, delimiter=";", bom=True), f"refused-{found.pk}.csv")


def _do(request: HttpRequest, pk: int, deed: Callable[..., Any], **words: Any) -> HttpResponse:
    try:
        deed(file=_file(pk), **words)
    except actions.NotNow as not_now:
        messages.error(request, str(not_now))
    return redirect("addresses:import", pk)


@_guard
@require_POST
def run(request: HttpRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.start, skip_bad=request.POST.get("skip_bad") == "on")


@_guard
@require_POST
def undoing(request: HttpRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.undo)


@_guard
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.forget(file=_file(pk))
    except actions.NotNow as not_now:
        messages.error(request, str(not_now))
        return redirect("addresses:import", pk)
    messages.success(request, _("The file was deleted."))
    return redirect("addresses:imports")
