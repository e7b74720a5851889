"""A goal of the demonstration's campaign: half as many supporters again within three months."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hustings.foundation.goals import tasks
from hustings.foundation.goals.models import Goal
from hustings.foundation.lib import metrics
from hustings.foundation.lib.demo import Say


@transaction.atomic
def fill(say: Say) -> None:
    """Set it once."""
    metric = metrics.metrics.find("people")
    if metric is None or Goal.objects.exists():
        return
    now = timezone.now()
    target = max(100, round(metric.at(now) * 1.5, -2))
    goal = Goal.objects.create(metric=metric.name, target=target, due_on=(now + timedelta(days=90)).date())
    tasks.read.call(goal.pk)
