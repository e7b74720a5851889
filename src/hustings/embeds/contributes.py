"""Manifest of embeds: everything given to the other apps."""

from hustings.contributions import Contribution
from hustings.embeds import counting, kinds, schedules
from hustings.lib import gathering, routes
from hustings.people import origins

app = Contribution(
    routes.routes(
        routes.Route("hustings.embeds.urls_public", is_localised=True),
        routes.Route("hustings.embeds.plain_urls"),
    ),
    schedules.part,
    origins.namers(kinds.named),
    gathering.folds(counting.fold),
)
