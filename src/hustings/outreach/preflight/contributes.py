"""The checks of every mailing."""

from hustings.foundation.contributions import Contribution
from hustings.outreach.preflight import catalogue

app = Contribution(catalogue.part)
