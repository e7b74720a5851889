"""Tests of versions."""

from hustings.jobs import schedule
from hustings.mailing import tasks_trials

part = schedule.deeds(
    schedule.every(tasks_trials.look_at_trials, minutes=1, name="mailing.look_at_trials"),
)
