"""Open comments are a check; approvals that wait are to do."""

from hustings.contributions import Contribution
from hustings.lib import deeds
from hustings.mailing.approving import waiting
from hustings.mailing.checks import comments, registry

app = Contribution(
    registry.known(*comments.CHECKS),
    registry.counts(registry.Count(comments.OPEN, comments.count)),
    deeds.sources(waiting.deeds_of),
)
