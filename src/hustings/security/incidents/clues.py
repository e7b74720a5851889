"""Clues that upper apps have to an incident, such as look-alikes that it began with: shown on its page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hustings.foundation.contributions import Registry
from hustings.security.incidents.models import Incident


@dataclass(frozen=True, slots=True)
class Clue:
    """A line with a link to where more is known, and done."""

    title: str
    url: str
    text: str = ""


Source = Callable[[Incident], Iterable[Clue]]
sources = Registry[Source]("incidents.clues.sources")  # asked ``source(incident)`` when an incident is shown


def of(incident: Incident) -> list[Clue]:
    return [clue for source in sources.all() for clue in source(incident)]
