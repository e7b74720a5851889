"""Card of the supporter's home: the events and shifts that they come to."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.events.asides import agenda_url
from hustings.field.registrations.models import Registration
from hustings.people.selfservice.home import Card, cards
from hustings.people.signups.recognition import Known

SHOWN = 10


def _events(request: HttpRequest, known: Known | None) -> Card | None:
    """Events ahead, with the state of each seat and the page by which it is changed."""
    if known is None:
        return None
    rows = Registration.objects.confirmed().filter(person=known.person, event__over_at__gt=timezone.now())
    rows = rows.select_related("event").order_by("event__starts_at", "pk")
    lines = [(row, list(row.seats.live().select_related("shift__event"))) for row in rows[:SHOWN]]
    words = {"lines": lines, "agenda": agenda_url(request)}
    return Card("events", _("My events"), "registrations/cards/events.html", 30, words)


part = cards(_events)
