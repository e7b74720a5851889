"""Mailings leave, and those that moved when a backup was made are paused after its restore."""

from hustings.foundation.accounts import menu
from hustings.foundation.backups import afterwards
from hustings.foundation.contributions import Contribution
from hustings.outreach.dispatch import schedules, tasks

app = Contribution(
    menu.sections(menu.Section("hustings.outreach.dispatch.urls", "")),
    schedules.part,
    afterwards.deeds(tasks.hold_restored),
)
