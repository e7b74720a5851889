"""Manifest of the incidents: everything given to the other apps."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.people.persons import origins
from hustings.people.persons.hooks import withdrawals
from hustings.people.persons.models import Purpose
from hustings.security.incidents import schedules
from hustings.security.incidents.bulletin import team
from hustings.security.incidents.guards import protected_profile
from hustings.site.candidates import insiders as candidates

app = Contribution(
    routes.hq(routes.Section("hustings.security.incidents.urls", "shield/")),
    protected_profile.insiders(candidates.insiders),
    routes.routes(routes.Route("hustings.security.incidents.api.urls", "api/shield/v1/")),
    schedules.part,
    withdrawals.withdrawals(withdrawals.Withdrawal(Purpose.TEAM, team.ended)),
    origins.namers(team.named),
)
