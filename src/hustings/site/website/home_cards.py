"""Card of the supporter's home: events and groups near them."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hustings.foundation.territories import place_search
from hustings.people.selfservice.home import Card
from hustings.people.signups.recognition import Known
from hustings.site.website import offers

NEAR = ("events", "groups")


def near(request: HttpRequest, known: Known | None) -> Card:
    """Around the place typed, else where they live; strangers type one."""
    asked = place_search.place(request.GET.get("q", ""), request.GET.get("zone", ""))
    zone = asked.zone or (known.person.zone if known and not asked.text else None)
    sections = offers.sections(request, zone, NEAR) if zone else []
    words = {
        "asked": asked, "zone": zone, "sections": [one for one in sections if one.offers],
        "action": reverse("own_page:home"),
    }  # fmt: skip
    return Card("near", _("Near me"), "website/cards/near.html", 20, words)
