"""Dates on the pages of local groups and of candidates."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from hustings.field.events.models import AgendaPage, Event
from hustings.field.groups.models import LocalGroup
from hustings.site.candidates.models import Candidacy
from hustings.site.website.look import frame
from hustings.site.website.serving import page_context

OF_A_GROUP = 10
NEAR = 5


def of_group(request: HttpRequest, group: LocalGroup) -> dict[str, Any]:
    url = agenda_url(request)
    found = Event.objects.shown().upcoming().of_group(group).next_of_series()
    dates = found.for_lists()[:OF_A_GROUP] if url else []
    calendar = f"webcal://{request.get_host()}{reverse('agenda:calendar')}?group={group.pk}" if url else ""
    return {"template": "events/dates_of_group.html", "dates": list(dates), "url": url, "calendar": calendar}


def near_candidate(request: HttpRequest, candidacy: Candidacy) -> dict[str, Any] | None:
    """The next dates around where somebody stands; nothing where there are none."""
    url = agenda_url(request)
    found = Event.objects.shown().upcoming().around(candidacy.zone).next_of_series()
    dates = list(found.for_lists()[:NEAR]) if url else []
    if not dates:
        return None
    return {"template": "events/dates_near.html", "dates": dates, "url": url, "zone": candidacy.zone_id}


def agenda_url(request: HttpRequest) -> str:
    """The address of the agenda; empty where there is none to read."""
    home = frame.around(request, None).home
    page = page_context.listing(request, home, AgendaPage) if home else None
    return page.get_url(request) or "" if page else ""
