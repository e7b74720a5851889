"""Open petitions, among what readers can do."""

from django.db.models import OuterRef, Subquery, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from hustings.foundation.territories.models import Zone
from hustings.site.petitions.models import MeterSlot, Petition, PetitionPage
from hustings.site.website.models.base import open_to_readers
from hustings.site.website.offers import Offer, Offers


def find(request: HttpRequest, zone: Zone | None, n: int) -> list[Offer]:
    """Those that can be signed and have a page in the reader's language, the newest first."""
    pages = PetitionPage.objects.live().filter(
        petition__in=Petition.objects.open(), locale__language_code=get_language()
    )
    slots = MeterSlot.objects.filter(petition=OuterRef("petition")).order_by().values("petition")
    pages = pages.annotate(n_signed=Subquery(slots.annotate(n_all=Sum("n")).values("n_all")))
    found = open_to_readers(pages).select_related("petition", "locale").order_by("-petition", "pk")[: 2 * n]
    shown = list({page.petition_id: page for page in reversed(found)}.values())[::-1][:n]
    return [_offer(request, page, page.n_signed or 0) for page in shown]


def _offer(request: HttpRequest, page: PetitionPage, n: int) -> Offer:
    lines = [gettext("To %(addressee)s") % {"addressee": page.petition.addressee}]
    if n:
        words = ngettext("%(shown)s signature", "%(shown)s signatures", n)
        lines.append(words % {"shown": number_format(n, force_grouping=True)})
    return Offer(page.title, page.get_url(request) or "", " · ".join(lines), gettext("Sign"))


OFFERS = Offers(
    "petitions", gettext_lazy("Petitions"), find, lambda request: reverse("petitions:list"),
    gettext_lazy("All petitions"), 10,
)  # fmt: skip
