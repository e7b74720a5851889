"""Hooks of the app that keeps people's own pages: what opens a page changes. In the caller's transaction."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Email


class Hooks(NamedTuple):
    """``typed``: added or vouched for by the team. ``unproven``, ``closed``: links end, requests too."""

    typed: Callable[[Email], None]
    unproven: Callable[[Collection[tuple[int, str]]], None]
    closed: Callable[[Collection[int], bool], None]


listeners = Registry[Hooks]("persons.hooks.page_hooks.listeners")


def typed(email: Email) -> None:
    for hooks in listeners.all():
        hooks.typed(email)


def unproven(*emails: Email) -> None:
    """Call for addresses that went, or no longer count as read by the person."""
    pairs = [(email.person_id, email.address) for email in emails]
    for hooks in listeners.all() if pairs else ():
        hooks.unproven(pairs)


def closed(people: Collection[int | None], *, with_requests: bool = True) -> None:
    """Call where somebody else's word changed who these people are."""
    for hooks in listeners.all():
        hooks.closed([pk for pk in people if pk is not None], with_requests)
