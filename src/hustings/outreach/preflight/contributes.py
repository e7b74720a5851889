"""The checks of every mailing."""

from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.outreach.preflight import catalogue

app = Contribution(menu.sections(menu.Section("hustings.outreach.preflight.urls", "")), catalogue.part)
