"""Tests of versions."""

from hustings.jobs import schedule
from hustings.mailing import tasks_trials

schedule.every(minutes=1, name="mailing.look_at_trials")(tasks_trials.look_at_trials)
