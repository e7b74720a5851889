"""Registry of facts about a zone, for its page in HQ: how many people live there, who organises there."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from hustings.foundation.contributions import Registry
from hustings.foundation.territories.models import Zone


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is, its value in words, and the page behind it."""

    label: str
    value: str
    url: str = ""


Source = Callable[[Zone, Any], Iterable[Fact]]
# Each is asked ``source(zone, user)`` for the page of a zone. It checks the user's rights itself.
sources = Registry[Source]("territories.facts.sources")


def about(zone: Zone, user: Any) -> Iterator[Fact]:
    for source in sources.all():
        yield from source(zone, user)
