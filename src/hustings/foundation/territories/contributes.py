"""Manifest of territories: everything given to the other apps."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.file_imports import targets
from hustings.foundation.lib import routes
from hustings.foundation.territories import hq_search
from hustings.foundation.territories.files import station_target

app = Contribution(
    hq_search.part,
    targets.targets(station_target.TARGET),
    routes.hq(routes.Section("hustings.foundation.territories.urls", "territories/")),
)
