"""HQ: rankings of polling stations, hold-outs, the effect of visits."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.stations import actions, codes, forms
from hustings.field.stations.models import Contender, PastElection, RankedStation, Ranking, Result
from hustings.field.stations.ranking import effects
from hustings.field.stations.ranking.effects import Effect
from hustings.field.stations.rights import CHANGE_STATIONS, VIEW_STATIONS
from hustings.field.stations.shares import percent
from hustings.field.stations.views import ranking_maps
from hustings.field.stations.views.frame import page
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Moment, Number, Title
from hustings.foundation.lib.display import charts
from hustings.foundation.lib.text import csvs
from hustings.foundation.lib.web.frame import status_of

PAGE, CHARTED = 100, 20  # stations
WHERE = gettext_lazy("Where to knock")
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


class Rankings(Resource):
    """Rankings, the newest first."""

    guard = needs(VIEW_STATIONS)
    title, icon = WHERE, "list-ol"
    trail = (("stations:stations", gettext_lazy("Polling stations")),)
    buttons = (
        Button(
            gettext_lazy("New ranking"), "stations:ranking_new",
            lambda user: access.may(user, CHANGE_STATIONS),
        ),
        Button(gettext_lazy("Samples"), "stations:samples"),
        Button(gettext_lazy("Past elections"), "stations:elections"),
    )  # fmt: skip
    columns = (
        Title("name", gettext_lazy("Ranking"), url="stations:ranking"),
        Column("zone", gettext_lazy("Territory")),
        Number("n_chosen", gettext_lazy("Stations to visit")),
        Moment("ranked_at", gettext_lazy("Ranked on")),
        Moment("drawn_at", gettext_lazy("Hold-outs drawn on")),
    )
    empty = gettext_lazy(
        "No ranking yet. Import results of past elections, say which lists are close to you, then create one."
    )

    def rows(self) -> QuerySet[Ranking]:
        return Ranking.objects.select_related("zone").defer("zone__shape")


@needs(CHANGE_STATIONS)
@_GET_POST
def lean(request: HttpRequest, pk: int) -> HttpResponse:
    """Closeness of the lists or candidates of an election to us."""
    election = get_object_or_404(PastElection, pk=pk)
    form = forms.LeanForm(request.POST if request.method == "POST" else None, election=election)
    if form.is_valid():
        actions.set_lean(election=election, leans=form.leans)
        messages.success(request, _("Saved. Rankings are being made anew."))
        return redirect("stations:election", pk)
    context = {"form": form, "election": election}
    return page(request, "lean", _("How close to us?"), context, status_of(form))


@needs(CHANGE_STATIONS)
@_GET_POST
def ranking_new(request: HttpRequest) -> HttpResponse:
    form = forms.RankingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = actions.add_ranking(**form.cleaned_data, user=me(request))
        return redirect("stations:ranking", made.pk)
    return page(request, "ranking_new", _("New ranking"), {"form": form}, status_of(form))


@needs(VIEW_STATIONS)
@require_safe
def ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """One ranking: how it was made, the best stations, all stations, the effect."""
    found = get_object_or_404(Ranking.objects.select_related("zone"), pk=pk)
    rows = _rows(request, found)
    shown = Paginator(rows, PAGE).get_page(request.GET.get("p"))
    after = forms.EffectForm(request.GET if "after" in request.GET else None, ranking=found)
    effect = _effect(found, after.cleaned_data["after"]) if after.is_valid() else None
    context = {
        "ranking": found, "page": shown, "elections": found.elections.all(), "told": _told(shown.object_list),
        "close": Contender.objects.filter(election__rankings=found, lean__gt=0).select_related("election"),
        "chart": _chart(rows[:CHARTED]), "n_close": rows.filter(call=RankedStation.Call.CLOSE).count(),
        "n_held_out": rows.filter(is_held_out=True).count(), "draw": forms.DrawForm(), "after": after,
        "effect": effect, "effect_words": _points(effect),
        "map": ranking_maps.of(found, rows), "spread": percent(found.spread), "line": percent(found.line),
    }  # fmt: skip
    return page(request, "ranking", found.name, context)


def _rows(request: HttpRequest, found: Ranking) -> QuerySet[RankedStation]:
    return found.rows.visible_to(request.user).select_related("station")


def _told(rows: Any) -> list[tuple[RankedStation, dict[str, str]]]:
    return [
        (
            one,
            {
                "score": percent(one.score), "abstention": percent(one.abstention), "lean": percent(one.lean),
                "interval": "" if one.low is None else f"{percent(one.low)} – {percent(one.high)}",
            },
        )
        for one in rows
    ]  # fmt: skip


def _chart(rows: QuerySet[RankedStation]) -> Any:
    found = [
        (str(one.station), one.n_registered, one.score, one.low, one.high)
        for one in rows
        if one.low is not None and one.high is not None
    ]
    headings = (
        _("Polling station"), _("Score (abstention × lean)"),
        _("90 of 100 times between"), _("Registered voters"),
    )  # fmt: skip
    return charts.shares(found, label=_("The first ones"), headings=headings) if found else ""


def _effect(found: Ranking, after: PastElection) -> Effect | None:
    """Change of turnout from the ranking's elections to a later one, visited less held out."""
    later = Result.objects.filter(election=after, station__in=found.rows.chosen().values("station"))
    voted = {
        station: n_voted / registered
        for station, n_voted, registered in later.values_list("station", "n_voted", "n_registered")
        if registered
    }
    changes: dict[bool, list[float]] = {True: [], False: []}
    rows = found.rows.chosen().values_list("station", "abstention", "is_held_out")
    for station, abstention, is_held_out in rows:
        if station in voted:
            changes[is_held_out].append(voted[station] - (1 - abstention))
    return effects.measure(changes[False], changes[True])


def _points(effect: Effect | None) -> str:
    if effect is None:
        return ""
    words = _("%(gap)s points (95 of 100 times between %(low)s and %(high)s)")
    gap, low, high = (number_format(round(100 * one, 1), 1) for one in effect[2:5])
    return words % {"gap": gap, "low": low, "high": high}


@needs(VIEW_STATIONS)
@require_safe
def ranking_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All stations of a ranking, with everything that its page shows."""
    rows = _rows(request, get_object_or_404(Ranking, pk=pk))
    return csvs.download(csvs.lines(_lines(rows), delimiter=";", bom=True), f"stations-{pk}.csv")


def _lines(rows: QuerySet[RankedStation]) -> Iterator[list[Any]]:
    yield [
        _("Rank"), _("Code of the municipality"), _("Municipality"), _("Number"), _("Registered voters"),
        _("Abstention"), _("Lean"),
        _("Score (abstention × lean)"), _("Least"), _("Most"), _("Verdict"), _("Chosen"),
        _("Hold-out"),
    ]  # fmt: skip
    for one in rows.iterator(2_000):
        station = one.station
        yield [
            one.rank, station.municipality, station.place, codes.shown(station.number), one.n_registered,
            *(_rounded(value) for value in (one.abstention, one.lean, one.score, one.low, one.high)),
            one.get_call_display(), int(one.is_chosen), int(one.is_held_out),
        ]  # fmt: skip


def _rounded(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


@needs(CHANGE_STATIONS)
@require_POST
def ranking_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the hold-outs, rank anew, or delete a ranking."""
    found = get_object_or_404(Ranking, pk=pk)
    do = request.POST.get("do", "")
    if do == "delete":
        actions.remove_ranking(ranking=found)
        messages.success(request, _("The ranking was deleted."))
        return redirect("stations:rankings")
    try:
        if do == "draw":
            form = forms.DrawForm(request.POST)
            seed = form.cleaned_data["seed"] if form.is_valid() else ""
            n = len(actions.draw_held_out(ranking=found, seed=seed, user=me(request)))
            messages.success(request, _("Hold-outs drawn: %(n)s.") % {"n": n})
        elif do == "rank":
            actions.rank_again(ranking=found)
            messages.success(request, _("The ranking is being made. Look again in a minute."))
    except actions.Drawn as refused:
        messages.error(request, str(refused))
    return redirect("stations:ranking", pk)
