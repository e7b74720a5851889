"""Hooks of giving, for apps above."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Person


@dataclass(frozen=True, slots=True)
class DonorPart:
    """A box of a donor's own page: a heading, a template, and ``part``, that which it shows."""

    name: str
    title: Any
    template: str
    context: dict[str, Any] = field(default_factory=dict)


# Each is asked ``part(request, person)`` of a donor whose page is open; None where there is nothing to show.
donor_parts = Registry[Callable[[HttpRequest, Person], DonorPart | None]]("giving.hooks.donor_parts")
