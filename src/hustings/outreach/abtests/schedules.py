"""Tests of versions."""

from hustings.foundation.jobs import schedule
from hustings.outreach.abtests import tasks

part = schedule.jobs(
    schedule.every(tasks.look_at_trials, minutes=1, name="abtests.look_at_trials"),
)
