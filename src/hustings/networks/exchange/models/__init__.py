"""Exchange: models, a noun a file."""

from hustings.networks.exchange.models.cohorts import Cohort, CohortPair
from hustings.networks.exchange.models.dating import Date, SpeedDating
from hustings.networks.exchange.models.limits import ExchangeLimits
from hustings.networks.exchange.models.matches import Match, Outcome, Source
from hustings.networks.exchange.models.meetings import Endorsement, OfficeHour
from hustings.networks.exchange.models.members import Member
from hustings.networks.exchange.models.notices import Notice
from hustings.networks.exchange.models.partners import Parcel, Partner
from hustings.networks.exchange.models.posts import Closed, Kind, Post, Side
