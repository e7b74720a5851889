"""Events that providers tell, written down before it is acted on."""

from collections.abc import Iterable

from django.db import transaction

from hustings.money.payments import inbox, tasks
from hustings.money.payments.models import Channel
from hustings.money.payments.providers.port import Told


@transaction.atomic
def note(channel: Channel, told: Iterable[Told]) -> int:
    """Keep what is new and have it acted on; the number of those that had something to say."""
    if n := inbox.keep(channel, told):
        tasks.apply_soon(channel.pk)
    return n
