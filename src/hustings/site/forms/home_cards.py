"""Card of the supporter's home: forms and surveys that they answered."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hustings.people.selfservice.home import Card, cards
from hustings.people.signups.recognition import Known
from hustings.site.forms.models import Questionnaire, Response

SHOWN = 5


def _answers(request: HttpRequest, known: Known | None) -> Card | None:
    """What they answered, where their own page is open; else how many. None where nothing is asked."""
    if known is None:
        return None
    rows = Response.objects.live().filter(person=known.person).select_related("questionnaire")
    found = list(rows.order_by("-sent_at")[:SHOWN])
    url = reverse("forms_public:list") if Questionnaire.objects.open().filter(is_listed=True).exists() else ""
    if not found and not url:
        return None
    words = {"responses": found if known.is_open else [], "n": len(found), "url": url}
    return Card("answers", _("My answers"), "forms/cards/answers.html", 60, words)


part = cards(_answers)
