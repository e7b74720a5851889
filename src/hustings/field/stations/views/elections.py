"""HQ: past elections, their results, the files of them."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from hustings.field.stations import actions, forms
from hustings.field.stations.models import PastElection
from hustings.field.stations.results.kind import KIND
from hustings.field.stations.rights import CHANGE_STATIONS, VIEW_STATIONS
from hustings.field.stations.shares import percent
from hustings.field.stations.views.frame import may_change, page
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.uploads import actions as uploads
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Day, Number, Title
from hustings.foundation.lib.web.frame import status_of

FILES = 100


class Elections(Resource):
    """Past elections, the last one first."""

    guard = needs(VIEW_STATIONS)
    title, icon = gettext_lazy("Past elections"), "history"
    trail = (("stations:stations", gettext_lazy("Polling stations")),)
    order = ("-held_on", "-pk")
    columns = (
        Title("name", gettext_lazy("Election"), url="stations:election"),
        Day("held_on", gettext_lazy("Day")),
        Number("n_stations", gettext_lazy("Polling stations")),
        Column("abstention", gettext_lazy("Abstention"), accessor=lambda one: percent(one.abstention)),
    )
    form_class = forms.ElectionForm
    form_title, form_submit = gettext_lazy("Add a past election"), gettext_lazy("Add")
    refusals = {actions.ElectionThere: "name"}
    empty = gettext_lazy("No past election yet. Add one, then import its results.")

    def rows(self) -> QuerySet[PastElection]:
        return PastElection.objects.all()

    @cached_property
    def form(self) -> Any:
        """The form below the list, for those who may add to it."""
        return super().form if may_change(self.request) else None

    def add(self, said: dict[str, Any]) -> HttpResponse | None:
        return redirect("stations:election", actions.add_election(**said, user=me(self.request)).pk)


@needs(VIEW_STATIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def election(request: HttpRequest, pk: int) -> HttpResponse:
    """One past election: its totals, its lists or candidates, the files; and one more file."""
    found = get_object_or_404(PastElection, pk=pk)
    sent = (request.POST, request.FILES) if request.method == "POST" and may_change(request) else ()
    form = forms.ResultsForm(*sent)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = uploads.take(
                kind=KIND, file=file, name=file.name, user=me(request), election=found,
                named=form.cleaned_data["named"],
            )  # fmt: skip
            return redirect("stations:import", kept.pk)
        except Unreadable as unreadable:
            form.add_error("file", str(unreadable))
    contenders = [
        (each, percent(each.n_votes / found.n_valid if found.n_valid else None))
        for each in found.contenders.all()
    ]
    context = {
        "election": found, "abstention": percent(found.abstention), "contenders": contenders,
        "files": found.files.all()[:FILES], "form": form,
    }  # fmt: skip
    return page(request, "election", found.name, context, status_of(form))


@needs(CHANGE_STATIONS)
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an election without results."""
    try:
        actions.remove_election(election=get_object_or_404(PastElection, pk=pk))
    except actions.InUse as refused:
        messages.error(request, str(refused))
        return redirect("stations:election", pk)
    messages.success(request, _("The election was deleted."))
    return redirect("stations:elections")
