"""Card of the supporter's home: conversations in which something was written lately."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hustings.field.threads import circles, rooms
from hustings.people.selfservice.home import Card, cards
from hustings.people.signups.recognition import Known


def _conversations(request: HttpRequest, known: Known | None) -> Card | None:
    """Titles alone, which a remembered device may see, too."""
    if known is None:
        return None
    found = [
        (circle, threads) for circle, threads in rooms.newest(circles.of_person(known.person.pk)) if threads
    ]
    return (
        Card("threads", _("My conversations"), "threads/card.html", 30, {"circles": found}) if found else None
    )


part = cards(_conversations)
