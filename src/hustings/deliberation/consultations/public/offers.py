"""Open consultations, among what readers can do."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from hustings.deliberation.consultations.models import Phase
from hustings.foundation.lib.dates import date_format
from hustings.foundation.territories.models import Zone
from hustings.site.website.offers import Offer, Offers

AT_ONCE = 4  # steps of a consultation that are open at one time, about


def find(request: HttpRequest, zone: Zone | None, n: int) -> list[Offer]:
    """Those in which something can be done now by anybody, the newest first."""
    rows = Phase.objects.open().filter(consultation__roll=None, consultation__shown_at__isnull=False)
    found: dict[int, Phase] = {}
    for phase in rows.select_related("consultation").order_by("-consultation", "position")[: n * AT_ONCE]:
        found.setdefault(phase.consultation_id, phase)
    return [_offer(phase) for phase in list(found.values())[:n]]


def _offer(phase: Phase) -> Offer:
    consultation, line = phase.consultation, str(phase)
    if phase.ends_at:
        line += " · " + gettext("until %(day)s") % {"day": date_format(phase.ends_at, "DATE_FORMAT")}
    return Offer(
        consultation.title, f"{reverse('consultations:list')}{consultation.path}", line, gettext("Take part")
    )


OFFERS = Offers(
    "consultations", gettext_lazy("Consultations"), find, lambda request: reverse("consultations:list"),
    gettext_lazy("All consultations"), 15,
)  # fmt: skip
