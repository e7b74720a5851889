"""Scheduled jobs of decoys."""

from hustings.foundation.jobs import schedule
from hustings.security.decoys import lines

part = schedule.jobs(
    schedule.daily(lines.forget_old, at="03:40", name="decoys.forget_lines"),
)
