"""Clicks, openings and what followed: measured, on the timeline, in segments."""

from hustings.contributions import Contribution
from hustings.lib import routes
from hustings.mailing import criteria, printing
from hustings.mailing.following import kinds
from hustings.mailing.following import records as following
from hustings.mailing.measuring import plans, privacy
from hustings.mailing.measuring import records as reactions
from hustings.mailing.schedules import measuring as schedules

app = Contribution(
    privacy.part,
    schedules.part,
    routes.routes(routes.Route("hustings.mailing.plain_urls_tracking")),
    routes.secret_paths(r"m/c/[^/?\s]+", "m/o"),
    printing.plans(plans.of),
    kinds.kinds(*kinds.KINDS),
    criteria.app,
    reactions.app,
    following.app,
)
