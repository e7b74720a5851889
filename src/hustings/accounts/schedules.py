"""What happens to accounts without anyone asking."""

from hustings.accounts import actions
from hustings.jobs import schedule

part = schedule.deeds(
    schedule.daily(actions.tidy, at="03:30", name="accounts.tidy"),
)
