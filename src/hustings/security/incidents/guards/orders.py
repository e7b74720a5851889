"""Orders to guards, as they read them."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from hustings.security.incidents.models import Answer, Guard, Order
from mailguard.agents.platform.commands import FAILED

MOST = 200
AGAIN = timedelta(minutes=10)  # after which an order that failed is asked for once more


def waiting(guard: Guard) -> list[dict[str, Any]]:
    """Those for this guard, and for all, that it has not answered, or failed at a while ago; oldest first."""
    mine = Order.objects.filter(Q(guard=guard) | Q(guard=None, made_at__gte=guard.made_at))
    failed = Q(outcome=FAILED, at__lt=timezone.now() - AGAIN)
    answered = Answer.objects.filter(guard=guard).exclude(failed).values("order")
    found = mine.filter(lapses_at__gt=timezone.now()).exclude(pk__in=answered).order_by("pk")[:MOST]
    return [{**order.about, "id": order.uid.hex, "deed": order.deed} for order in found]
