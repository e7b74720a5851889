"""Manifest of lookalikes: everything given to the other apps."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.security.incidents import clues
from hustings.security.lookalikes import incidents, schedules

app = Contribution(
    routes.hq(routes.Section("hustings.security.lookalikes.urls", "look-alikes/")),
    schedules.part,
    clues.sources(incidents.clues),
)
