"""Manifest of the leak room: everything given to the other apps."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.security.leaks import schedules

app = Contribution(
    routes.hq(routes.Section("hustings.security.leaks.urls", "leaks/")),
    schedules.part,
)
