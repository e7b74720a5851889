"""The checks of every mailing."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.outreach.preflight import catalogue

app = Contribution(routes.hq(routes.Section("hustings.outreach.preflight.urls", "")), catalogue.part)
