"""The checks of every mailing."""

from hustings.contributions import Contribution
from hustings.mailing.checks import catalogue

app = Contribution(catalogue.part)
