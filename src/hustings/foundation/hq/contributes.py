"""Manifest of the back office's frame: where its search is."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes

app = Contribution(routes.hq(routes.Section("hustings.foundation.hq.urls", "search/")))
