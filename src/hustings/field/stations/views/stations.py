"""HQ: the list of polling stations."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.stations import actions, codes, forms
from hustings.field.stations.models import Station
from hustings.field.stations.rights import CHANGE_STATIONS, VIEW_STATIONS
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Title


class Stations(Resource):
    """Polling stations of the user's territories, by municipality and number."""

    guard = needs(VIEW_STATIONS)
    title, icon = gettext_lazy("Polling stations"), "site"
    filters_class = forms.FilterForm
    order = ("place_key", "municipality", "number", "pk")
    columns = (
        Title("label", gettext_lazy("Polling station")),
        Column("number", gettext_lazy("Number"), accessor=lambda one: codes.shown(one.number)),
        Column("place", gettext_lazy("Municipality"), under="municipality"),
    )
    form_title, form_submit = gettext_lazy("Add a polling station"), gettext_lazy("Add")
    refusals = {actions.StationThere: "number"}
    empty = gettext_lazy("No polling station yet.")
    nothing_found = gettext_lazy("No polling station found.")

    def rows(self) -> QuerySet[Station]:
        return Station.objects.visible_to(self.user)

    @cached_property
    def form(self) -> Any:
        """The form below the list, for those who may add to it."""
        return super().form if access.may(self.user, CHANGE_STATIONS) else None

    form_class = forms.StationForm

    def add(self, said: dict[str, Any]) -> HttpResponse | None:
        made = actions.add_station(wanted=actions.Wanted(**said), user=me(self.request))
        messages.success(self.request, _("%(station)s was added.") % {"station": made})
        return None
