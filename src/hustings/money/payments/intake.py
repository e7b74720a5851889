"""What providers tell, written down before it is acted on."""

from collections.abc import Iterable

from django.db import transaction

from hustings.foundation.jobs.unique_tasks import enqueue_once
from hustings.money.payments import inbox, tasks
from hustings.money.payments.models import Channel
from hustings.money.payments.providers.port import Told


@transaction.atomic
def note(channel: Channel, told: Iterable[Told]) -> int:
    """Keep what is new and have it acted on; the number of those that had something to say."""
    if n := inbox.keep(channel, told):
        enqueue_once(tasks.apply_events, f"payments.events:{channel.pk}", channel.pk)
    return n
