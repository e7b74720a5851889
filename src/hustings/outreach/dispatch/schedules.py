"""Mailings that are planned, or were sent and have no worker."""

from hustings.foundation.jobs import schedule
from hustings.outreach.dispatch import tasks

part = schedule.jobs(
    schedule.every(tasks.wake, minutes=1, name="dispatch.wake"),
)
