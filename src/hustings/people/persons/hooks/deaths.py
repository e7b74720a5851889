"""Hooks on somebody's death, once the team has noted it, for apps above. In the same transaction."""

from collections.abc import Callable
from typing import Any

from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Person

Died = Callable[[Person, Any], None]
hearers = Registry[Died]("persons.hooks.deaths.hearers")  # called ``hearer(person, user)``


def noted(person: Person, user: Any) -> None:
    """Tell them all."""
    for hearer in hearers.all():
        hearer(person, user)
