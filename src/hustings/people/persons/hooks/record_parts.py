"""Parts that apps above add to the record of a person, and where old links to records lead."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Person


@dataclass(frozen=True, slots=True)
class Card:
    """A template, and what it shows."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Source = Callable[[Person, Any], Card | None]
# Each is asked ``card(person, user)``; None where there is nothing to show to that user.
cards = Registry[Source]("persons.hooks.record_parts.cards")


def of(person: Person, user: Any) -> list[Card]:
    return [card for source in cards.all() if (card := source(person, user))]


Details = Callable[[Person, Any, bool], dict[str, Any]]
Successor = Callable[[UUID], UUID | None]
# Each adds names to what the record's own template shows: ``details(person, user, may_change)``.
detail_hooks = Registry[Details]("persons.hooks.record_parts.detail_hooks")
# Each says which record took in that of a number, so that old links lead on: ``successor(number)``.
successor_hooks = Registry[Successor]("persons.hooks.record_parts.successor_hooks")


def details(person: Person, user: Any, *, may_change: bool) -> dict[str, Any]:
    """All of them; ``may_change``: whether the user may change the person."""
    return {name: value for of in detail_hooks.all() for name, value in of(person, user, may_change).items()}


def successor(uid: UUID) -> UUID | None:
    """The record that stands for one that is gone; None where there is none."""
    return next((found for of in successor_hooks.all() if (found := of(uid))), None)
