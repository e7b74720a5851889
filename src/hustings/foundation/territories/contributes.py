"""Manifest of territories: everything given to the other apps."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.file_imports import targets
from hustings.foundation.lib import routes
from hustings.foundation.territories import station_target

app = Contribution(
    targets.targets(station_target.TARGET),
    routes.hq(routes.Section("hustings.foundation.territories.urls", "territories/")),
)
