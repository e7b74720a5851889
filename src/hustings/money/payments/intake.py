"""What providers tell, written down before it is acted on."""

from collections.abc import Iterable

from django.db import transaction

from hustings.foundation.jobs.unique_tasks import enqueue_once
from hustings.money.payments import tasks
from hustings.money.payments.models import Channel, Event
from hustings.money.payments.providers.port import Told


@transaction.atomic
def note(channel: Channel, told: Iterable[Told], *, is_found: bool = False) -> int:
    """Keep what is new and have it acted on; the number of those that had something to say."""
    rows = [
        Event(
            channel=channel, event_id=each.event_id[:120], kind=each.kind[:60], is_found=is_found,
            facts=[fact.row() for fact in each.facts], happened_at=each.happened_at,
        )
        for each in told
        if each.facts
    ]  # fmt: skip
    if rows:
        Event.objects.bulk_create(rows, ignore_conflicts=True)
        enqueue_once(tasks.apply_events, f"payments.events:{channel.pk}", channel.pk)
    return len(rows)
