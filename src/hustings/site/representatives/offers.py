"""Letters to representatives that can be written now, among what readers can do."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy

from hustings.foundation.territories.models import Zone
from hustings.site.representatives.models import Appeal, AppealPage, Way
from hustings.site.website.models.base import open_to_readers
from hustings.site.website.offers import Offer, Offers


def find(request: HttpRequest, zone: Zone | None, n: int) -> list[Offer]:
    """Those that are open and have a page in the reader's language, the newest first."""
    pages = AppealPage.objects.live().filter(
        appeal__in=Appeal.objects.open(), locale__language_code=get_language()
    )
    found = open_to_readers(pages).select_related("appeal", "locale").order_by("-appeal", "pk")[: 2 * n]
    shown = list({page.appeal_id: page for page in reversed(found)}.values())[::-1][:n]
    return [_offer(request, page) for page in shown]


def _offer(request: HttpRequest, page: AppealPage) -> Offer:
    call = gettext("Write") if Way.LETTER in page.appeal.ways else gettext("Call")
    return Offer(page.title, page.get_url(request) or "", page.lead, call)


OFFERS = Offers(
    "letters", gettext_lazy("Write to your representatives"), find, lambda request: reverse("appeals:list"),
    gettext_lazy("All letters"), 20,
)  # fmt: skip
