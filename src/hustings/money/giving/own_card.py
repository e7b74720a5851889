"""Card of the supporter's home: their donations."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hustings.money.donations.models import Donation
from hustings.people.selfservice.home import Card, cards
from hustings.people.signups.recognition import Known


def _card(request: HttpRequest, known: Known | None) -> Card | None:
    """Number of their donations, once their own page is open: a remembered device alone tells nothing."""
    if known is None or not known.is_open:
        return None
    n = Donation.objects.held().filter(person=known.person).count()
    return Card("donations", _("My donations"), "giving/cards/mine.html", 50, {"n": n}) if n else None


part = cards(_card)
