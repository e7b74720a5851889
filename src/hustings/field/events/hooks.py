"""Hooks on events, for apps above: what they do when one changes, and what they show on its pages."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Protocol

from django.http import HttpRequest

from hustings.field.events.models import Event
from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Person

Part = dict[str, Any]  # ``template``, and what it is written with
Build = Callable[[HttpRequest, Event], Part | None]


class EventHook(Protocol):
    """An app's answer to changes of an event. Each is called in the transaction that changes it."""

    def changed(self, event: Event, fields: frozenset[str], before: Event | None = None) -> None:
        """``fields`` of a shown event changed; "shifts" where its shifts or their seats did.

        ``before``: as it was, where somebody changed this one alone.
        """

    def cancelled(self, event: Event) -> None:
        """It doesn't take place."""

    def reinstated(self, event: Event) -> None:
        """It takes place after all."""

    def used(self, keys: Collection[int]) -> Collection[int]:
        """Those of these events that other rows build on, so that none removes them."""
        return ()


hearers = Registry[EventHook]("events.hooks.hearers")
page_parts = Registry[Build]("events.hooks.page_parts")
hq_parts = Registry[Build]("events.hooks.hq_parts")


of_person = Registry[Callable[[Person], Collection[int]]]("events.hooks.of_person")  # keys of their events


# ``copy(event, made)``: whatever of an event its copies at other times have, too.
copies = Registry[Callable[[Event, Sequence[Event]], None]]("events.hooks.copies")


# ``count(event)``: how many people are told by e-mail when it is cancelled.
told = Registry[Callable[[Event], int]]("events.hooks.told")


def changed(event: Event, fields: frozenset[str], before: Event | None = None) -> None:
    for hearer in hearers.all():
        hearer.changed(event, fields, before)


def cancelled(event: Event) -> None:
    for hearer in hearers.all():
        hearer.cancelled(event)


def reinstated(event: Event) -> None:
    for hearer in hearers.all():
        hearer.reinstated(event)


def copied(event: Event, made: Sequence[Event]) -> None:
    for copy in copies.all():
        copy(event, made)


def used(keys: Collection[int]) -> set[int]:
    return {key for hearer in hearers.all() for key in hearer.used(keys)}


def n_told(event: Event) -> int:
    """How many people hear of its cancellation by e-mail."""
    return sum(count(event) for count in told.all())


def events_of(person: Person) -> set[int]:
    """Keys of the events that somebody comes to."""
    return {key for told in of_person.all() for key in told(person)}


def on_page(request: HttpRequest, event: Event) -> list[Part]:
    """The parts of its public page, asked once a request: ``head`` of a part is a template of its own."""
    known: dict[int, list[Part]] = request.__dict__.setdefault("_event_parts", {})
    if event.pk not in known:
        known[event.pk] = _built(page_parts, request, event)
    return known[event.pk]


def in_hq(request: HttpRequest, event: Event) -> list[Part]:
    return _built(hq_parts, request, event)


def _built(registry: Registry[Build], request: HttpRequest, event: Event) -> list[Part]:
    found = (build(request, event) for build in registry.all())
    return [part for part in found if part]
