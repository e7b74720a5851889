"""What guards are asked to do, as they read it."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from hustings.shield.models import Answer, Guard, Order

MOST = 200


def waiting(guard: Guard) -> list[dict[str, Any]]:
    """Those for this guard, and for all, that it has not answered; oldest first."""
    mine = Order.objects.filter(Q(guard=guard) | Q(guard=None, made_at__gte=guard.made_at))
    answered = Answer.objects.filter(guard=guard).values("order")
    found = mine.filter(lapses_at__gt=timezone.now()).exclude(pk__in=answered).order_by("pk")[:MOST]
    return [{**order.about, "id": order.uid.hex, "deed": order.deed} for order in found]
