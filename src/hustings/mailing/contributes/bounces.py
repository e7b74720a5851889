"""Bounces: of letters that were refused at once, on the timeline, among what is to do."""

from hustings.contributions import Contribution
from hustings.lib import routes
from hustings.mailing.carrying import outcomes
from hustings.mailing.returns import at_the_door, records
from hustings.mailing.schedules import bounces as schedules

app = Contribution(
    records.app,
    schedules.part,
    routes.routes(routes.Route("hustings.mailing.plain_urls_bounces")),
    outcomes.takers(at_the_door.take_in),
)
