"""Rules that apps above keep for each step of a kind: copied with the step, and bounds of what is written."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from hustings.deliberation.consultations.models import Phase
from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class StepRules:
    """Rules of a kind of steps: ``copy`` takes them from one to another, ``longest`` counts letters."""

    kind: str
    copy: Callable[[Phase, Phase], None]
    longest: Callable[[Phase], int]


rules = Registry[StepRules]("consultations.step_rules.rules", key=attrgetter("kind"))


def copy(of: Phase, to: Phase) -> None:
    """Have ``to`` keep the rules of ``of``. In the caller's transaction."""
    if found := rules.find(of.kind):
        found.copy(of, to)


def longest(phase: Phase, otherwise: int) -> int:
    """Letters that a text of its own may have in this step."""
    found = rules.find(phase.kind)
    return found.longest(phase) if found else otherwise
