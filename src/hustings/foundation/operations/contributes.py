"""Manifest of operations: everything given to the other apps."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes

app = Contribution(
    routes.hq(routes.Section("hustings.foundation.operations.urls", "background/")),
)
