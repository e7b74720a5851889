"""Hooks of the app that keeps people's own pages: what opens a page changes. In the caller's transaction."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from hustings.people.models import Email


class Hooks(NamedTuple):
    """``typed``: the team added an address or vouched for it.

    ``unproven``: links that went to these addresses (person's key, address) end. ``closed``: all links of
    these people end; with True, requests for links, too.
    """

    typed: Callable[[Email], None]
    unproven: Callable[[Collection[tuple[int, str]]], None]
    closed: Callable[[Collection[int], bool], None]


_hooks: list[Hooks] = []


def register(hooks: Hooks) -> None:
    """Called once, at start."""
    if hooks not in _hooks:
        _hooks.append(hooks)


def typed(email: Email) -> None:
    """Call after the team added an address or vouched for it."""
    for hooks in _hooks:
        hooks.typed(email)


def unproven(*emails: Email) -> None:
    """Call for addresses that went, or no longer count as read by the person."""
    pairs = [(email.person_id, email.address) for email in emails]
    for hooks in _hooks if pairs else ():
        hooks.unproven(pairs)


def closed(people: Collection[int | None], *, with_requests: bool = True) -> None:
    """Call where somebody else's word changed who these people are."""
    for hooks in _hooks:
        hooks.closed([pk for pk in people if pk is not None], with_requests)
