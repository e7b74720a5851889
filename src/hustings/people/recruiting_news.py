"""Whom it tells that somebody brought another: apps above, in the transaction that confirms the other."""

from collections.abc import Callable

from hustings.people.models import Person

Brought = Callable[[Person], None]
_hearers: list[Brought] = []


def register(hearer: Brought) -> None:
    """Have ``hearer(recruiter)`` called. Called once, at start."""
    _hearers.append(hearer)


def brought(recruiter: Person) -> None:
    """Tell them all."""
    for hearer in _hearers:
        hearer(recruiter)
