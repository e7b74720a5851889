"""Events that providers tell, written down before it is acted on."""

import time
from collections.abc import Iterable

from hustings.money.payments import inbox, providers, tasks
from hustings.money.payments.models import Channel
from hustings.money.payments.providers.port import Told

_KEPT = 5.0  # seconds that a process remembers a channel that listens
_held: dict[int, tuple[float, Channel]] = {}


def listening(pk: int) -> Channel | None:
    """The channel that is told there, as it was some seconds ago; one that is off listens too."""
    until, found = _held.get(pk, (0.0, None))
    if found is None or time.monotonic() >= until:
        found = Channel.objects.filter(pk=pk).first()
        if found is None or not providers.of(found).has_webhook:
            return None
        _held[pk] = time.monotonic() + _KEPT, found
    return found


def note(channel: Channel, told: Iterable[Told]) -> int:
    """Keep what is new and have it acted on soon; how many. Killed in between, the next minute looks."""
    if n := inbox.keep(channel, told):
        tasks.apply_soon(channel.pk)
    return n


def forget() -> None:
    """Look anew which channels there are."""
    _held.clear()
    tasks.queued.clear()
