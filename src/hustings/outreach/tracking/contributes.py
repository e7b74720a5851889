"""Clicks, openings and what followed: measured, on the timeline, in segments."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.outreach.delivery.worker import personalise
from hustings.outreach.tracking import plans, privacy, schedules
from hustings.outreach.tracking import records as reactions
from hustings.outreach.tracking.attribution import kinds
from hustings.outreach.tracking.attribution import records as following
from hustings.outreach.tracking.criteria import mailings

app = Contribution(
    how_tos.pages(
        how_tos.beside("read-mailing-results", "tracking:*", below="email"),
        how_tos.beside("track-opens-and-clicks", below="email"),
    ),
    routes.hq(routes.Section("hustings.outreach.tracking.urls", "")),
    privacy.part,
    schedules.part,
    routes.routes(routes.Route("hustings.outreach.tracking.urls_plain")),
    routes.secret_paths(r"m/c/[^/?\s]+", "m/o"),
    personalise.plans(plans.of),
    kinds.kinds(*kinds.KINDS),
    mailings.app,
    reactions.app,
    following.app,
)
