"""Scheduled readings of goals."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.goals import tasks
from hustings.foundation.jobs import schedule

part = schedule.jobs(
    schedule.every(tasks.read_all, _("Update the progress of all goals"), minutes=30, name="goals.read_all")
)
