"""Manifest of files of lines: everything given to the other apps."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.file_imports import actions
from hustings.foundation.jobs import schedule

app = Contribution(
    schedule.jobs(schedule.daily(actions.forget_old, at="03:45", name="file_imports.forget_old")),
)
