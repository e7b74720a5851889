"""Reads how far goals are: counts of millions belong in the background."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.goals.models import Goal, Reading
from hustings.foundation.lib import metrics

WEEKS_BEFORE = 8


@jobs.label(_("Update a goal’s progress"))
@task()
def read(goal_id: int) -> None:
    """Note what is there now, and at the ends of the last weeks where it is new. Twice changes nothing."""
    goal = Goal.objects.filter(pk=goal_id).first()
    metric = metrics.metrics.find(goal.metric) if goal else None
    if goal is None or metric is None:
        return
    today = timezone.localdate()
    for weeks in range(WEEKS_BEFORE, 0, -1) if not goal.readings.exists() else ():
        day = today - timedelta(weeks=weeks)
        end = timezone.make_aware(datetime.combine(day, time.max))
        Reading.objects.get_or_create(goal=goal, day=day, defaults={"value": metric.at(end)})
    Reading.objects.update_or_create(goal=goal, day=today, defaults={"value": metric.at(timezone.now())})


def read_all() -> None:
    """Read those that are not over."""
    for pk in Goal.objects.filter(due_on__gte=timezone.localdate()).values_list("pk", flat=True):
        read.enqueue(pk)
