"""Events in the search of HQ."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hustings.field.events.models import Event
from hustings.field.events.rights import CHANGE_EVENTS
from hustings.foundation.accounts import access
from hustings.foundation.hq import search
from hustings.foundation.lib.dates import date_format


def _find(request: HttpRequest, text: str, n: int) -> Iterator[search.Hit]:
    """The latest first: those ahead, then those past."""
    if access.may(request.user, CHANGE_EVENTS):
        found = search.newest(Event.objects.visible_to(request.user)).search(text)
        latest = found.order_by("-starts_at", "-pk")
        yield from search.hits(latest, Event.objects.for_lists(), "events:event", _detail, n)


def _detail(event: Event) -> str:
    return search.beside(date_format(event.starts_at, "SHORT_DATE_FORMAT"), event.where)


part = search.sources(search.Source("events", _("Events"), "date", 90, _find))
