"""Tracking: models, one file each."""

from hustings.outreach.tracking.models.counts import Division, MailingCount
from hustings.outreach.tracking.models.follows import Follow
from hustings.outreach.tracking.models.measures import MailingLink, Measure, Reaction, Touch
from hustings.outreach.tracking.models.visits import VersionVisits

__all__ = [
    "Division",
    "Follow",
    "MailingCount",
    "MailingLink",
    "Measure",
    "Reaction",
    "Touch",
    "VersionVisits",
]
