"""Cards that apps above add to the record of a person."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hustings.contributions import Registry
from hustings.people.models import Person


@dataclass(frozen=True, slots=True)
class Card:
    """A template, and what it shows."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Source = Callable[[Person, Any], Card | None]
# Each is asked ``card(person, user)``; None where there is nothing to show to that user.
cards = Registry[Source]("people.record_parts")


def of(person: Person, user: Any) -> list[Card]:
    """All of them."""
    return [card for source in cards.all() if (card := source(person, user))]
