"""What this app does again and again."""

from hustings.decoys import lines
from hustings.jobs import schedule

part = schedule.deeds(
    schedule.daily(lines.forget_old, at="03:40", name="decoys.forget_lines"),
)
