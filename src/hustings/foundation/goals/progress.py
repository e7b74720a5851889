"""How far a goal is, and what it comes to at this pace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hustings.foundation.goals.models import Goal, Reading

PACE_DAYS = 28  # the pace is that of the last four weeks
FARTHEST = 3_650  # days; what takes longer is not foreseen


@dataclass(frozen=True, slots=True)
class Progress:
    goal: Goal
    points: Sequence[tuple[date, int]]

    @property
    def value(self) -> int:
        return self.points[-1][1] if self.points else 0

    @property
    def percent(self) -> int:
        return min(100, 100 * self.value // self.goal.target)

    @property
    def is_reached(self) -> bool:
        return self.value >= self.goal.target

    @property
    def a_day(self) -> float:
        """How many came in a day lately."""
        if not self.points:
            return 0.0
        last, value = self.points[-1]
        recent = [point for point in self.points if point[0] >= last - timedelta(days=PACE_DAYS)]
        first, before = recent[0]
        return (value - before) / (last - first).days if last > first else 0.0

    @property
    def foreseen(self) -> int:
        """How many there will be on the last day at this pace."""
        days = max(0, (self.goal.due_on - self.points[-1][0]).days) if self.points else 0
        return max(0, round(self.value + days * self.a_day))

    @property
    def reached_on(self) -> date | None:
        """The day on which the target is reached at this pace."""
        if self.is_reached or self.a_day <= 0:
            return None
        days = -(-(self.goal.target - self.value) // self.a_day)
        return self.points[-1][0] + timedelta(days=days) if days <= FARTHEST else None


def of(goals: Sequence[Goal]) -> list[Progress]:
    """All of them, their readings in one query."""
    readings: dict[int, list[tuple[date, int]]] = {}
    for goal, day, value in (
        Reading.objects.filter(goal__in=goals).order_by("day").values_list("goal", "day", "value")
    ):
        readings.setdefault(goal, []).append((day, value))
    return [Progress(goal, readings.get(goal.pk, [])) for goal in goals]
