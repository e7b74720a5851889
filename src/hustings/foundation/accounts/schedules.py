"""Scheduled jobs of accounts."""

from hustings.foundation.accounts import actions
from hustings.foundation.jobs import schedule

part = schedule.jobs(
    schedule.daily(actions.tidy, at="03:30", name="accounts.tidy"),
)
