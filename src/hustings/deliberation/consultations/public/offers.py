"""Open consultations, among what readers can do."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from hustings.deliberation.consultations import public_figures
from hustings.deliberation.consultations.models import Consultation, Phase
from hustings.foundation.lib.dates import date_format
from hustings.foundation.territories.models import Zone
from hustings.site.website.offers import Offer, Offers


def find(request: HttpRequest, zone: Zone | None, n: int) -> list[Offer]:
    """Those in which something can be done now by anybody, the newest first."""
    now_open = Phase.objects.open().values("consultation")
    rows = Consultation.objects.shown().filter(roll=None, pk__in=now_open).prefetch_related("phases")[:n]
    return [_offer(public_figures.current(each)) for each in rows]


def _offer(listed: public_figures.Listed) -> Offer:
    consultation, phase = listed.consultation, listed.phase
    line = str(phase or "")
    if phase and phase.ends_at:
        line += " · " + gettext("until %(day)s") % {"day": date_format(phase.ends_at, "DATE_FORMAT")}
    return Offer(
        consultation.title, f"{reverse('consultations:list')}{consultation.path}", line, gettext("Take part")
    )


OFFERS = Offers(
    "consultations", gettext_lazy("Consultations"), find, lambda request: reverse("consultations:list"),
    gettext_lazy("All consultations"), 15,
)  # fmt: skip
