"""Parts that apps above add to the record of a person, and where old links to records lead."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

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


Details = Callable[[Person, Any, bool], dict[str, Any]]
Successor = Callable[[UUID], UUID | None]
_details: list[Details] = []
_successors: list[Successor] = []


def register_details(details: Details) -> None:
    """Have ``details(person, user, may_change)`` add names to what the record's own template shows."""
    if details not in _details:
        _details.append(details)


def details(person: Person, user: Any, *, may_change: bool) -> dict[str, Any]:
    """All of them; ``may_change``: whether the user may change the person."""
    return {name: value for of in _details for name, value in of(person, user, may_change).items()}


def register_successor(successor: Successor) -> None:
    """Have ``successor(number)`` say which record took in that of a number, so that old links lead on."""
    if successor not in _successors:
        _successors.append(successor)


def successor(uid: UUID) -> UUID | None:
    """The record that stands for one that is gone; None where there is none."""
    return next((found for of in _successors if (found := of(uid))), None)
