"""What this app does again and again."""

from hustings.jobs import schedule
from hustings.representatives import actions

schedule.every(minutes=1, name="representatives.send_due")(actions.send_due)
schedule.daily(at="03:35", name="representatives.forget")(actions.forget)
