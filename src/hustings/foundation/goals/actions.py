"""Setting goals and giving them up."""

from datetime import date

from django.db import transaction

from hustings.foundation.accounts.models import User
from hustings.foundation.goals import tasks
from hustings.foundation.goals.models import Goal


@transaction.atomic
def save(*, goal: Goal | None = None, metric: str, target: int, due_on: date, user: User) -> Goal:
    """Set a goal or change one. Another metric begins with readings of its own."""
    goal = goal or Goal(made_by=user)
    if goal.pk and goal.metric != metric:
        goal.readings.all().delete()
    goal.metric, goal.target, goal.due_on = metric, target, due_on
    goal.save()
    tasks.read.enqueue(goal.pk)
    return goal


@transaction.atomic
def remove(*, goal: Goal) -> None:
    goal.delete()
