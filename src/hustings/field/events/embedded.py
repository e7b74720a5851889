"""Dates ahead, as other sites show them."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hustings.field.events.models import AgendaPage, Event
from hustings.foundation.lib.embeds import MOST, Kind, Thing
from hustings.foundation.lib.web import query_params
from hustings.foundation.territories.models import Zone
from hustings.site.website import listings

ALL = "all"
MOST_DATES = 10  # in a frame


class AgendaKind(Kind):
    """Dates ahead: all of them, or those of a territory and around it."""

    name, label = "agenda", gettext_lazy("agenda")

    def find(self, key: str) -> Thing | None:
        start = listings.address(AgendaPage, "", (get_language() or "")[:2])
        zone = Zone.objects.labelled().filter(pk=query_params.key(key) or 0).first() if key != ALL else None
        return self._of(start, zone) if start and (zone or key == ALL) else None

    def listed(self) -> Iterable[Thing]:
        start = listings.address(AgendaPage, "", (get_language() or "")[:2])
        if not start:
            return []
        named = Event.objects.shown().upcoming().order_by().values("zone")
        zones = Zone.objects.labelled().filter(pk__in=named).order_by("name_key", "pk")[:MOST]
        return [self._of(start, None), *(self._of(start, zone) for zone in zones)]

    def _of(self, start: str, zone: Zone | None) -> Thing:
        if zone is None:
            title, key, path = _("Agenda"), ALL, start
        else:
            title = _("Events: %(place)s") % {"place": zone.label()}
            key, path = str(zone.pk), f"{start}?zone={zone.pk}"
        return Thing(self.name, key, title, title, path, (start, zone))

    def show(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        start, zone = thing.row
        found = Event.objects.shown().upcoming()
        dates = (found.near(zone) if zone else found).next_of_series().for_lists()[:MOST_DATES]
        words = {"thing": thing, "dates": list(dates), "agenda_url": start}
        return render(request, "embeds/agenda.html", words)

    def thank(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        return self.show(request, thing)  # nothing can be sent
