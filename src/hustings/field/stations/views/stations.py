"""HQ: polling stations, and one of them."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hustings.field.stations import actions, codes, forms
from hustings.field.stations.models import Contender, Result, Station
from hustings.field.stations.rights import CHANGE_STATIONS, VIEW_STATIONS
from hustings.field.stations.shares import percent
from hustings.field.stations.views.frame import may_change, page
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Title

SHOWN, FIRST = 30, 3  # elections of a station; contenders of each


class Stations(Resource):
    """Polling stations of the user's territories, by municipality and number."""

    guard = needs(VIEW_STATIONS)
    title, icon = gettext_lazy("Polling stations"), "site"
    buttons = (
        Button(gettext_lazy("Where to knock"), "stations:rankings"),
        Button(gettext_lazy("Past elections"), "stations:elections"),
        Button(
            gettext_lazy("Outlines"), "station_outlines:outlines",
            lambda user: access.may(user, CHANGE_STATIONS),
        ),
    )  # fmt: skip
    filters_class = forms.FilterForm
    order = ("place_key", "municipality", "number", "pk")
    columns = (
        Title("label", gettext_lazy("Polling station"), url="stations:station"),
        Column("number", gettext_lazy("Number"), accessor=lambda one: codes.shown(one.number)),
        Column("place", gettext_lazy("Municipality"), under="municipality"),
    )
    form_class = forms.StationForm
    form_title, form_submit = gettext_lazy("Add a polling station"), gettext_lazy("Add")
    refusals = {actions.StationThere: "number"}
    empty = gettext_lazy("No polling station yet. Import the results of a past election: it names them all.")
    nothing_found = gettext_lazy("No polling station found.")

    def rows(self) -> QuerySet[Station]:
        return Station.objects.visible_to(self.user)

    @cached_property
    def form(self) -> Any:
        """The form below the list, for those who may add to it."""
        return super().form if may_change(self.request) else None

    def add(self, said: dict[str, Any]) -> HttpResponse | None:
        made = actions.add_station(wanted=actions.Wanted(**said), user=me(self.request))
        messages.success(self.request, _("%(station)s was added.") % {"station": made})
        return None


@needs(VIEW_STATIONS)
@require_safe
def station(request: HttpRequest, pk: int) -> HttpResponse:
    """One polling station, and how people voted there."""
    seen = Station.objects.visible_to(request.user).select_related(
        "zone__parent__parent__parent", "outline__file"
    )  # fmt: skip
    found = get_object_or_404(seen, pk=pk)
    results = list(found.results.select_related("election")[:SHOWN])
    context = {"station": found, "number": codes.shown(found.number), "results": _told(results)}
    return page(request, "station", str(found), context)


def _told(results: list[Result]) -> list[tuple[Result, str, list[str]]]:
    keys = {int(key) for each in results for key in each.votes}
    names = dict(Contender.objects.filter(pk__in=keys).order_by().values_list("pk", "name"))
    found = []
    for each in results:
        best = sorted(each.votes.items(), key=lambda pair: (-pair[1], pair[0]))[:FIRST]
        most = [f"{names[int(key)]} {percent(n / each.n_valid)}" for key, n in best]
        found.append((each, percent(each.abstention), most))
    return found
