"""Manifest of the shield: everything given to the other apps."""

from hustings.candidates import insiders as candidates
from hustings.contributions import Contribution
from hustings.lib import routes
from hustings.people import origins, withdrawals
from hustings.people.models import Purpose
from hustings.shield import known, schedules, team

app = Contribution(
    known.insiders(candidates.insiders),
    routes.routes(routes.Route("hustings.shield.api.urls", "api/shield/v1/")),
    schedules.part,
    withdrawals.withdrawals(withdrawals.Withdrawal(Purpose.TEAM, team.ended)),
    origins.namers(team.named),
)
