"""Whom the end of a consent tells: apps above that hold what it allowed. In the transaction of the no."""

from collections.abc import Callable

from hustings.people.models import Person, Purpose

Ended = Callable[[Person], None]
_told: dict[str, list[Ended]] = {}


def register(purpose: Purpose, ended: Ended) -> None:
    """Have ``ended(person)`` do what a no to ``purpose`` means. Called once, at start."""
    _told.setdefault(purpose, []).append(ended)


def tell(person: Person, purpose: str) -> None:
    """A no stands now."""
    for ended in _told.get(purpose, []):
        ended(person)
