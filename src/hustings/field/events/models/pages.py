"""The agenda: what is ahead by day, what is past, and each date at its own address."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Self
from urllib.parse import quote

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.formats import time_format
from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from hustings.field.events import finder, schema_org
from hustings.field.events.models import events, kinds
from hustings.field.events.models.events import Event
from hustings.foundation.lib.dates import date_format
from hustings.foundation.territories import place_search
from hustings.foundation.territories.nearest import Point
from hustings.site.website.models.base import ListingPage

SIZE = 30
OTHER_DATES = 8  # of a series, on the page of one


class AgendaPage(ListingPage):
    """All dates that are shown, from the agenda in HQ."""

    section, named_by = "dates", "titles"
    search_template = "events/found_dates.html"

    page_description = _("The campaign’s events, managed in HQ")

    class Meta:
        verbose_name = _("agenda")

    @classmethod
    def beginning(cls) -> dict[str, str]:
        return {
            "title": gettext("Agenda"),
            "slug": "agenda",
            "lead": gettext("Where to meet us, near you too."),
        }

    @classmethod
    def rows(cls) -> models.QuerySet[Any]:
        return Event.objects.shown().order_by("-starts_at", "-pk")

    @staticmethod
    def row_path(pk: int, named: Any) -> str:
        return events.path_of(pk, named)

    @classmethod
    def may_share(cls, user: Any, pk: int) -> bool:
        return Event.objects.visible_to(user).filter(pk=pk).exists()

    @classmethod
    def found(cls, words: str) -> models.QuerySet[Any]:
        return Event.objects.shown().upcoming().search(words).next_of_series().for_lists()

    def structured(self, frame: Any) -> Iterator[dict[str, Any]]:
        if isinstance(self.stands_for, Event):
            yield schema_org.event(self.stands_for, frame)

    def get_context(
        self, request: HttpRequest, *args: Any, is_past: bool = False, **kwargs: Any
    ) -> dict[str, Any]:
        """Adds the dates asked for, by day."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if self.stands_for is not None:
            return context | {"event": self.stands_for, "other_dates": _other_dates(self.stands_for)}
        asked = place_search.place(request.GET.get("q", ""), request.GET.get("zone", ""))
        kind, after = request.GET.get("kind", ""), request.GET.get("after", "")
        known, found = dict(kinds.choices()), Event.objects.shown()
        kind, when = kind if kind in known else "", request.GET.get("when", "")
        narrowing = [("kind", kind), ("when", when)]
        context |= {
            "asked": asked, "kind": kind, "kinds": list(known.items()), "is_past": is_past, "when": when,
            "chosen": asked.zone or kind or when in finder.TIMES, "after": after, "times": _times(),
            "narrowed": "".join(f"&{name}={quote(said)}" for name, said in narrowing if said),
            "nearest": str(Point.middle(asked.zone) or ""),
        }  # fmt: skip
        at = None if is_past or asked.zone or asked.text else Point.read(request.GET.get("at", ""))
        if at:
            said = finder.Asked(kind, until=finder.until(when))
            return context | {"at": at, "near": finder.near_point(at, said), "days": []}
        found = found.past() if is_past else found.upcoming()
        if asked.zone:
            found = found.near(asked.zone)
        if kind:
            found = found.filter(kind=kind)
        if not is_past and (until := finder.until(when)):
            found = found.filter(starts_at__lt=until)
        if not is_past:
            found = found.next_of_series()
        rows = list(found.after(after, back=is_past, is_public=True).for_lists()[: SIZE + 1])
        more = rows[SIZE - 1].pk if len(rows) > SIZE else None
        return context | {"days": by_day(rows[:SIZE]), "more": more}

    @path("past/", name="past")
    def past(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self.render(request, is_past=True)
        return response

    @path("<int:pk>/<slug:slug>/", name="date")
    def date(self, request: HttpRequest, pk: int, slug: str) -> HttpResponse:
        return self.show_row(request, pk, slug, "events/date.html")

    def of_row(self, pk: int) -> Self | None:
        found = Event.objects.shown().for_lists().defer(None).select_related("picture")
        event = found.filter(pk=pk).first()
        if event is None:
            return None
        words = Truncator(event.description or event.where).chars(155)
        line = date_format(event.first_day)
        if not event.is_all_day:
            line += f"{pgettext('between day and hour', ', ')}{time_format(event.begins)}"
        town = event.zone.name if event.zone else event.place
        told = [event.title, f"{date_format(event.first_day, 'l')} {line}", event.where]
        return self.standing_for(
            event, title=event.title, summary=words, line=" · ".join(filter(None, [line, town])),
            picture=event.picture, words=" · ".join(filter(None, told)),
        )  # fmt: skip


def _times() -> list[tuple[str, str]]:
    return [("today", gettext("today")), ("week", gettext("next 7 days")), ("month", gettext("next 30 days"))]


def _other_dates(event: Any) -> list[Event]:
    """The next dates of its series, but for itself."""
    if event.series_id is None:
        return []
    rows = Event.objects.shown().upcoming().filter(series=event.series_id, cancelled_at=None)
    return list(rows.exclude(pk=event.pk).for_lists()[:OTHER_DATES])


def by_day(rows: list[Event]) -> list[tuple[dt.date, list[Event]]]:
    """Dates that follow each other, by the day that they begin on."""
    return [(day, list(each)) for day, each in groupby(rows, key=lambda event: event.begins.date())]
