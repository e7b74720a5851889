"""Card of the supporter's home: the events and shifts that they come to."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.events.asides import agenda_url
from hustings.field.registrations.models import Seat
from hustings.people.selfservice.home import Card, cards
from hustings.people.signups.recognition import Known

SHOWN = 10


def _events(request: HttpRequest, known: Known | None) -> Card | None:
    """The next ones, each with the page of its registration where the own page is open; else the agenda."""
    url = agenda_url(request)
    if known is None:
        return None
    rows = Seat.objects.live().filter(person=known.person, shift__event__over_at__gte=timezone.now())
    rows = rows.filter(shift__event__cancelled_at=None).select_related("shift__event__zone", "registration")
    seats = list(rows.order_by("shift__event__starts_at", "shift")[:SHOWN])
    if not seats and not url:
        return None
    words = {"seats": seats, "url": url, "is_open": known.is_open}
    return Card("events", _("My events"), "registrations/cards/events.html", 20, words)


part = cards(_events)
