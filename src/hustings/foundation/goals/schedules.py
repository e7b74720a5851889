"""Scheduled readings of goals."""

from hustings.foundation.goals import tasks
from hustings.foundation.jobs import schedule

part = schedule.jobs(schedule.every(tasks.read_all, minutes=30, name="goals.read_all"))
