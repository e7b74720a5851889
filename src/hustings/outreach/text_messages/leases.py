"""The lease of the one process that sends by a gateway, and what a process that died left on the wire."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from hustings.outreach.text_messages.models import Gateway, TextMessage

LASTS = timedelta(seconds=90)  # longer than any request: one that is late is not taken for dead
State = TextMessage.State


def is_free(gateway: Gateway, now: datetime) -> bool:
    """Whether nobody holds it by the last look."""
    return gateway.carrier is None or gateway.carrier_until is None or gateway.carrier_until <= now


def take(gateway: Gateway, carrier: UUID, now: datetime) -> bool:
    """Take the lease, unless another process holds it."""
    free = Q(carrier=None) | Q(carrier_until__lte=now)
    rows = Gateway.objects.rested().filter(free, pk=gateway.pk)
    return bool(rows.update(carrier=carrier, carrier_until=now + LASTS))


def hold(gateway: Gateway, carrier: UUID, now: datetime) -> bool:
    """Keep it for longer; False once it lapsed, and perhaps is another's."""
    ours = Gateway.objects.on().filter(pk=gateway.pk, carrier=carrier, carrier_until__gt=now)
    return bool(ours.update(carrier_until=now + LASTS))


def give_back(gateway: Gateway, carrier: UUID) -> None:
    Gateway.objects.filter(pk=gateway.pk, carrier=carrier).update(carrier=None, carrier_until=None)


@transaction.atomic
def take_over(gateway: Gateway, carrier: UUID, *, keeps_keys: bool) -> int:
    """Settle what a dead process had on the wire: sent again by a gateway that keeps keys, else unknown."""
    left = TextMessage.objects.filter(gateway=gateway, state=State.SENDING).exclude(claim=carrier)
    if not keeps_keys:
        return left.update(state=State.UNSURE, claim=None)
    since = Coalesce("unsure_at", "wired_at")
    return left.update(state=State.QUEUED, claim=None, unsure_at=since)
