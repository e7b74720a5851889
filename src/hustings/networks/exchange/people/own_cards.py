"""Card of the exchange in the home of members: what waits for them."""

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hustings.networks.exchange.models import Match, Member
from hustings.people.selfservice.home import Card, cards
from hustings.people.signups.recognition import Known

SHOWN = 3


def _exchange(request: HttpRequest, known: Known | None) -> Card | None:
    member = Member.objects.live().filter(person=known.person).first() if known else None
    if member is None:
        return None
    asked = Q(offer__member=member, answered_at=None)
    to_decide = Q(ask__member=member, agreed_at=None) & ~Q(answered_at=None)
    waiting = Match.objects.live().filter(asked | to_decide).select_related("ask").order_by("due_at", "pk")
    return Card("exchange", _("Exchange"), "exchange/card.html", 45, {"matches": list(waiting[:SHOWN])})


part = cards(_exchange)
