"""The rows of what providers told."""

from collections.abc import Iterable

from hustings.foundation.lib.sql import sql_inserts
from hustings.money.payments.models import Channel, Event
from hustings.money.payments.providers.port import Told


def keep(channel: Channel, told: Iterable[Told], *, is_found: bool = False) -> int:
    """Write down what has something to say, once; how many were new."""
    return sql_inserts.add_new(
        *(
            Event(
                channel=channel, event_id=each.event_id[:120], kind=each.kind[:60], is_found=is_found,
                facts=[fact.row() for fact in each.facts], happened_at=each.happened_at,
            )
            for each in told
            if each.facts
        )
    )  # fmt: skip
