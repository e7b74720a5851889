"""Scheduled jobs of the queue itself."""

from hustings.foundation.jobs import actions, schedule

part = schedule.jobs(
    schedule.daily(actions.prune, at="03:10", name="jobs.prune"),
)
