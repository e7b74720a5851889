"""What this app does again and again."""

from hustings.decoys import lines, register
from hustings.jobs import schedule

part = schedule.deeds(
    schedule.daily(register.complete, at="03:45", name="decoys.complete_register"),
    schedule.daily(lines.forget_old, at="03:40", name="decoys.forget_lines"),
)
