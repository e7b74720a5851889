"""Scheduled jobs of representatives."""

from hustings.foundation.jobs import schedule
from hustings.site.representatives import actions

part = schedule.jobs(
    schedule.every(actions.send_due, minutes=1, name="representatives.send_due"),
    schedule.daily(actions.forget, at="03:35", name="representatives.forget"),
)
