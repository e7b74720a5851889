"""What this app does again and again."""

from hustings.jobs import actions, schedule

schedule.daily(at="03:10", name="jobs.prune")(actions.prune)
