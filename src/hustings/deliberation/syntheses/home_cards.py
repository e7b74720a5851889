"""Card of the supporter's home: the consultations that they take part in."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Participant
from hustings.people.selfservice.home import Card, cards
from hustings.people.signups.recognition import Known

SHOWN = 10


def _consultations(request: HttpRequest, known: Known | None) -> Card | None:
    if known is None:
        return None
    rows = Participant.objects.filter(person=known.person, consultation__shown_at__isnull=False)
    found = {row.consultation_id: row.consultation for row in rows.select_related("consultation")[:SHOWN]}
    words = {"consultations": list(found.values())}
    title = _("My consultations")
    return Card("consultations", title, "syntheses/cards/consultations.html", 40, words) if found else None


part = cards(_consultations)
