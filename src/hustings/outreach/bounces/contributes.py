"""Bounces: of letters that were refused at once, on the timeline, among what is to do."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.outreach.bounces import records, refused_letters, schedules
from hustings.outreach.delivery.worker import results

app = Contribution(
    routes.hq(routes.Section("hustings.outreach.bounces.urls", "")),
    records.app,
    schedules.part,
    routes.routes(routes.Route("hustings.outreach.bounces.urls_plain")),
    results.takers(refused_letters.take_in),
)
