"""Card of the supporter's home: sales that are open to them, baskets to pay and to pick up."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.networks.hives.models import Basket, HandOver, Sale
from hustings.people.selfservice.home import Card, cards
from hustings.people.signups.recognition import Known

_SHOWN = 5


def _card(request: HttpRequest, known: Known | None) -> Card | None:
    if known is None:
        return None
    person = known.person
    sales = Sale.objects.taking().filter(hive__members__person=person, hive__members__left_at=None)
    baskets = Basket.objects.kept().filter(person=person, sale__pickup_until__gte=timezone.now())
    words = {
        "sales": list(sales.select_related("hive")[:_SHOWN]),
        "baskets": list(baskets.select_related("sale__hive__books")[:_SHOWN]),
        "offers": list(HandOver.objects.open().filter(to=person).select_related("hive")[:_SHOWN]),
    }
    return Card("hives", _("Orders"), "hives/cards/mine.html", 45, words) if any(words.values()) else None


part = cards(_card)
