"""Tracking: models, one file each."""

from hustings.outreach.tracking.models.counts import Division, MailingCount
from hustings.outreach.tracking.models.follows import Conversion
from hustings.outreach.tracking.models.hours import ClickHour
from hustings.outreach.tracking.models.measures import MailingLink, Measure, Reaction, TrackingEvent
from hustings.outreach.tracking.models.visits import VersionVisits
