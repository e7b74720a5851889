"""Parts of a channel's page in HQ, as the apps above give them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from hustings.foundation.contributions import Registry
from hustings.money.payments.models import Channel


@dataclass(frozen=True)
class Difference:
    """Two sides that don't agree. ``remedy``: what a person does about it."""

    words: str
    remedy: str
    n: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A section, and ``differences(channel)``.

    ``words(channel, may_run)``: ``part`` in its template; ``figures`` in it stand among those of the channel.
    """

    name: str
    template: str
    words: Callable[[Channel, bool], dict[str, Any]]
    differences: Callable[[Channel], Iterable[Difference]]


parts = Registry[Part]("payments.channel_parts.parts", key=attrgetter("name"))
