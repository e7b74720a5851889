"""What happens to accounts without anyone asking."""

from hustings.accounts import actions
from hustings.jobs import schedule

schedule.daily(at="03:30", name="accounts.tidy")(actions.tidy)
