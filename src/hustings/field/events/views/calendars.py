"""Calendars to subscribe to, and single dates to take along."""

import hashlib
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.field.events import calendars, hooks
from hustings.field.events.models import (
    AgendaPage,
    Event,
    EventKind,
    EventQuerySet,
    PersonalCalendar,
    with_co_hosts,
)
from hustings.field.groups.models import LocalGroup
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.web import query_params
from hustings.foundation.territories.models import Zone
from hustings.site.website import listings


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """All dates that are shown; those of a territory and around it, or of a kind, where that is asked."""
    found, name = Event.objects.shown(), Campaign.current().name
    if pk := query_params.key(request.GET.get("zone", "")):
        zone = Zone.objects.filter(pk=pk).defer("shape").first()
        if zone is None:
            raise Http404
        found, name = found.near(zone), f"{name} – {zone.name}"
    if pk := query_params.key(request.GET.get("group", "")):
        group = LocalGroup.objects.shown().filter(pk=pk).first()
        if group is None:
            raise Http404
        found, name = found.of_group(group), f"{name} – {group.name}"
    asked = request.GET.get("kind", "").replace("\0", "")
    kind = EventKind.objects.filter(code=asked).first() if asked else None
    if kind:
        found, name = found.filter(kind=kind.code), f"{name} – {kind.name}"
    return _answer(request, calendars.held(found), name, "calendar")


@require_safe
def date(request: HttpRequest, pk: int) -> HttpResponse:
    found = Event.objects.shown().filter(pk=pk)
    event = found.first()
    if event is None:
        raise Http404
    return _answer(request, found, event.title, slugify(event.title)[:60] or "date", are_whole=False)


@require_safe
def personal(request: HttpRequest, token: str) -> HttpResponse:
    """The events that somebody comes to, at an address that only they know; shown ones only."""
    mine = PersonalCalendar.objects.of_token(token)
    if mine is None:
        raise Http404
    found = Event.objects.shown().filter(pk__in=hooks.events_of(mine.person))
    name = _("%(campaign)s – my events") % {"campaign": Campaign.current().name}
    return _answer(request, found, name, "calendar", are_whole=False, is_theirs=True)


def _answer(
    request: HttpRequest,
    found: EventQuerySet,
    name: str,
    file: str,
    *,
    are_whole: bool = True,
    is_theirs: bool = False,
) -> HttpResponse:
    """The calendar; nothing but its headers to a program that has it as it is."""
    code = get_language() or settings.LANGUAGE_CODE
    start = listings.address(AgendaPage, "", code)
    if not start:  # nobody may read the agenda, or not in this language
        raise Http404
    rows = found.with_kinds().select_related("zone", "series", "group").defer("zone__shape", "words")
    events = list(with_co_hosts(rows))
    body = calendars.written(
        events,
        name=name,
        address=lambda event: f"{start}{event.path}",
        are_whole=are_whole,
        are_theirs=is_theirs,
    )
    response: Any = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{file}.ics"'
    response["Cache-Control"] = "private, no-store" if is_theirs else "no-cache"
    response["ETag"] = etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["X-Robots-Tag"] = "noindex"
    if not is_theirs:
        response["Access-Control-Allow-Origin"] = "*"  # for programs that read calendars in a browser
        response.is_for_everybody = True  # see page_cache
    # No Last-Modified: one that is shown, renamed with its territory or taken back has no time of its own.
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response
