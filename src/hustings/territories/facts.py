"""What other apps know about a zone, for its page in HQ: how many people live there, who organises there."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from hustings.territories.models import Zone


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is, its value in words, and the page behind it."""

    label: str
    value: str
    url: str = ""


Source = Callable[[Zone, Any], Iterable[Fact]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Have ``source(zone, user)`` asked for the page of a zone. It checks the user's rights itself."""
    if source not in _sources:
        _sources.append(source)
    return source


def about(zone: Zone, user: Any) -> Iterator[Fact]:
    """All facts, in the order of registration."""
    for source in _sources:
        yield from source(zone, user)
