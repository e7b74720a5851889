"""The form of an event in pages of the site, and in pages of other sites."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hustings.field.events.models import AgendaPage, Event, EventQuerySet
from hustings.field.registrations import openings, page_part
from hustings.field.registrations.views import public
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.embeds import MOST, Kind, Thing
from hustings.foundation.lib.web import query_params
from hustings.people.signups.views import links
from hustings.site.website import listings

PAST = dt.timedelta(days=90)  # a page with the form of an event can still be saved so long afterwards
_OF_EVENTS = "event-"


def _taking() -> EventQuerySet:
    return Event.objects.shown().filter(takes_registrations=True)


def _ahead() -> EventQuerySet:
    return _taking().upcoming().filter(cancelled_at=None).next_of_series().for_lists()


def _now(number: str) -> Event | None:
    """The event of this number; once it is over, the next date of its series."""
    found = _taking().for_lists().filter(pk=query_params.key(number) or 0).first()
    if found and found.series_id and (found.is_over or found.cancelled_at):
        rows = _taking().upcoming().filter(series=found.series_id, cancelled_at=None)
        return rows.for_lists().first() or found
    return found


def _shown(request: HttpRequest, event: Event) -> dict[str, Any]:
    """Words of a template: the form, or the reason why there is none."""
    refusal = "" if (part := page_part.build(request, event)) else _refusal(event)
    return {"event": event, "part": part, "refusal": refusal}


def _refusal(event: Event) -> str:
    return openings.refusal(event, list(event.shifts.all()))


class EventKind(Kind):
    """Forms of single events, as other sites show them."""

    name, label = "event", gettext_lazy("event")

    def find(self, key: str) -> Thing | None:
        found = _now(key)
        return self._of(found, key) if found else None

    def listed(self) -> Iterable[Thing]:
        things = (self._of(each, str(each.pk)) for each in _ahead()[:MOST])
        return [each for each in things if each]

    def _of(self, event: Event, key: str) -> Thing | None:
        path = listings.address(AgendaPage, event.path, (get_language() or "")[:2])
        call = _("I’m coming: %(title)s") % {"title": event.title}
        return Thing(self.name, key, event.title, call, path, event) if path else None

    def show(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        if request.method == "POST":
            return public.registrations(request, thing.row.pk)
        words = {"thing": thing, **_shown(request, thing.row)}
        return render(request, "registrations/embed.html", words)

    def thank(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        found: HttpResponse = links.sent(request, kind="registrations")
        return found


class PageForms:
    """Forms of single events among the forms that a page of the site can hold."""

    def choices(self) -> list[tuple[str, str]]:
        since = timezone.now() - PAST
        past = _taking().past().filter(over_at__gte=since).for_lists()
        rows = [*_ahead()[:MOST], *past[:MOST]]
        return [(f"{_OF_EVENTS}{each.pk}", _dated(each)) for each in rows]

    def beginning(self, request: HttpRequest, number: str) -> dict[str, Any]:
        """Nothing for what is no event."""
        found = _now(number.removeprefix(_OF_EVENTS)) if number.startswith(_OF_EVENTS) else None
        return {"form_template": "registrations/block.html", **_shown(request, found)} if found else {}


def _dated(event: Event) -> str:
    return f"{event.title} ({date_format(event.begins, 'SHORT_DATE_FORMAT')})"
