"""HQ: representative samples of polling stations."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.stations import actions, codes, forms
from hustings.field.stations.models import Sample, SampledStation
from hustings.field.stations.rights import CHANGE_STATIONS, VIEW_STATIONS
from hustings.field.stations.shares import percent
from hustings.field.stations.views.frame import page
from hustings.field.stations.views.rankings import PAGE, WHERE, Rankings
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Moment, Number, Title
from hustings.foundation.lib.text import csvs
from hustings.foundation.lib.web.frame import status_of


class Samples(Resource):
    """Samples, the newest first."""

    guard = needs(VIEW_STATIONS)
    title, icon = gettext_lazy("Samples"), "list-ol"
    trail = (*Rankings.trail, ("stations:rankings", WHERE))
    buttons = (
        Button(
            gettext_lazy("Draw a sample"), "stations:sample_new",
            lambda user: access.may(user, CHANGE_STATIONS),
        ),
    )  # fmt: skip
    columns = (
        Title("name", gettext_lazy("Sample"), url="stations:sample"),
        Column("zone", gettext_lazy("Territory")),
        Column("election", gettext_lazy("Past election")),
        Number("n_wanted", gettext_lazy("Stations drawn")),
        Moment("drawn_at", gettext_lazy("Drawn on")),
    )
    empty = gettext_lazy(
        "No sample yet. A sample stands for all of a territory: knock there to hear what everybody thinks."
    )

    def rows(self) -> QuerySet[Sample]:
        return Sample.objects.select_related("zone", "election").defer("zone__shape")


@needs(CHANGE_STATIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def sample_new(request: HttpRequest) -> HttpResponse:
    form = forms.SampleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = actions.draw_sample(**form.cleaned_data, user=me(request))
        except actions.TooFew as why:
            form.add_error("n_wanted", str(why))
        else:
            return redirect("stations:sample", made.pk)
    return page(request, "sample_new", _("Draw a sample"), {"form": form}, status_of(form))


@needs(VIEW_STATIONS)
@require_safe
def sample(request: HttpRequest, pk: int) -> HttpResponse:
    """One sample: how it was drawn, how well it stands for all, its stations."""
    found = get_object_or_404(Sample.objects.select_related("zone", "election"), pk=pk)
    rows = _rows(request, found)
    context = {
        "sample": found, "page": Paginator(rows, PAGE).get_page(request.GET.get("p")),
        "strata": _strata(rows), "shares": _shares(found),
    }  # fmt: skip
    return page(request, "sample", found.name, context)


def _rows(request: HttpRequest, found: Sample) -> QuerySet[SampledStation]:
    return found.rows.visible_to(request.user).select_related("station")


def _strata(rows: QuerySet[SampledStation]) -> list[tuple[str, str, int, int]]:
    counted = rows.order_by().values_list("town", "third").annotate(n=Count("pk"), voters=Sum("n_registered"))
    known = {(town, third): (n, voters) for town, third, n, voters in counted}
    return [
        (str(town.label), str(third.label), *known[town, third])
        for town in SampledStation.Town
        for third in SampledStation.Third
        if (town, third) in known
    ]


def _shares(found: Sample) -> list[tuple[str, str, str]]:
    names = dict(found.election.contenders.order_by().values_list("pk", "name"))
    return [
        (names.get(int(key), "–") if key else _("Abstention"), percent(everywhere), percent(drawn))
        for key, everywhere, drawn in found.shares
    ]


@needs(VIEW_STATIONS)
@require_safe
def sample_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All stations of a sample, with their weights."""
    rows = _rows(request, get_object_or_404(Sample, pk=pk))
    return csvs.download(csvs.lines(_lines(rows), delimiter=";", bom=True), f"sample-{pk}.csv")


def _lines(rows: QuerySet[SampledStation]) -> Iterator[list[Any]]:
    yield [
        _("Code of the municipality"), _("Municipality"), _("Number"), _("Name"),
        _("Size of the municipality"), _("Abstention"), _("Registered voters"), _("Chance"), _("Weight"),
    ]  # fmt: skip
    for one in rows.iterator(2_000):
        station = one.station
        yield [
            station.municipality, station.place, codes.shown(station.number), station.label,
            one.get_town_display(), one.get_third_display(), one.n_registered,
            f"{one.chance:.6f}", f"{1 / one.chance:.4f}",
        ]  # fmt: skip


@needs(CHANGE_STATIONS)
@require_POST
def sample_removal(request: HttpRequest, pk: int) -> HttpResponse:
    actions.remove_sample(sample=get_object_or_404(Sample, pk=pk))
    messages.success(request, _("The sample was deleted."))
    return redirect("stations:samples")
