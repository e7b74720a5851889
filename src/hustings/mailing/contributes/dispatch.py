"""Mailings leave, and those that moved when a backup was made are paused after its restore."""

from hustings.backups import afterwards
from hustings.contributions import Contribution
from hustings.mailing import tasks
from hustings.mailing.schedules import dispatch as schedules

app = Contribution(
    schedules.part,
    afterwards.deeds(tasks.hold_restored),
)
