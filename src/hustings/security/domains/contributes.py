"""Manifest of the posture of our domains: everything given to the other apps."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.security.domains import schedules

app = Contribution(
    routes.hq(routes.Section("hustings.security.domains.urls", "own-house/")),
    schedules.part,
)
