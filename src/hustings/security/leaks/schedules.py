"""Scheduled jobs of the leak room."""

from hustings.foundation.jobs import schedule
from hustings.security.leaks import actions

part = schedule.jobs(
    schedule.daily(actions.index_daily, at="03:10", name="leaks.index_own"),
    schedule.daily(actions.forget_lapsed, at="03:25", name="leaks.forget"),
    schedule.every(actions.note_lost, minutes=10, name="leaks.lost"),
)
