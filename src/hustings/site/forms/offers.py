"""Open forms, among what readers can do."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy

from hustings.foundation.territories.models import Zone
from hustings.site.forms.models import Questionnaire
from hustings.site.website.offers import Offer, Offers


def find(request: HttpRequest, zone: Zone | None, n: int) -> list[Offer]:
    """Those that are open and not only for people who have the link, the newest first."""
    return [
        Offer(str(each), each.path, Truncator(each.say("intro")).words(25), gettext("Take part"))
        for each in Questionnaire.objects.open().filter(is_listed=True)[:n]
    ]


OFFERS = Offers(
    "forms", gettext_lazy("Forms and surveys"), find, lambda request: reverse("forms_public:list"),
    gettext_lazy("All forms"), 30,
)  # fmt: skip
