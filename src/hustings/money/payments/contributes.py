"""Manifest of payments: everything given to the other apps."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.money.payments import schedules

app = Contribution(
    schedules.part,
    routes.routes(routes.Route("hustings.money.payments.urls_plain")),
)
