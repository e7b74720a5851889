"""Mailings leave, and those that moved when a backup was made are paused after its restore."""

from hustings.foundation.backups import afterwards
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.outreach.dispatch import schedules, tasks

app = Contribution(
    routes.hq(routes.Section("hustings.outreach.dispatch.urls", "")),
    schedules.part,
    afterwards.deeds(tasks.hold_restored),
)
