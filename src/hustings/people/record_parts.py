"""Cards that apps above add to the record of a person."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hustings.people.models import Person


@dataclass(frozen=True, slots=True)
class Card:
    """A template, and what it shows."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Source = Callable[[Person, Any], Card | None]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Have ``source(person, user)`` asked for a card; None where there is nothing to show to that user."""
    if source not in _sources:
        _sources.append(source)
    return source


def of(person: Person, user: Any) -> list[Card]:
    """All of them."""
    return [card for source in _sources if (card := source(person, user))]
