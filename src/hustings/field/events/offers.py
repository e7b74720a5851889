"""Events ahead, among what readers can do."""

from django.http import HttpRequest
from django.utils.formats import time_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, pgettext

from hustings.field.events.asides import agenda_url
from hustings.field.events.models import Audience, Event
from hustings.foundation.lib.dates import date_format
from hustings.foundation.territories.models import Zone
from hustings.site.website.offers import Offer, Offers


def find(request: HttpRequest, zone: Zone | None, n: int) -> list[Offer]:
    """The next ones; in and near a place where one is asked for."""
    url = agenda_url(request)
    if not url:
        return []
    found = Event.objects.shown().upcoming().filter(cancelled_at=None).exclude(audience=Audience.PRESS)
    rows = (found.near(zone) if zone else found).next_of_series().for_lists()[:n]
    return [
        Offer(each.title, f"{url}{each.path}", _line(each), capfirst(each.get_kind_display()))
        for each in rows
    ]


def _line(event: Event) -> str:
    when = date_format(event.first_day)
    if not event.is_all_day:
        when += f"{pgettext('between day and hour', ', ')}{time_format(event.begins)}"
    if event.last_day != event.first_day and (event.is_all_day or event.ends_another_day):
        when += f" – {date_format(event.last_day)}"
    return " · ".join(filter(None, [when, event.where]))


OFFERS = Offers(
    "events", gettext_lazy("Events"), find, agenda_url, gettext_lazy("All events"), 40, is_local=True
)
