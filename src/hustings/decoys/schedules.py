"""What this app does again and again."""

from hustings.decoys import lines
from hustings.jobs import schedule

schedule.daily(at="03:40", name="decoys.forget_lines")(lines.forget_old)
