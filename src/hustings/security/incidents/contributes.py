"""Manifest of the incidents: everything given to the other apps."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access, menu
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes
from hustings.people.persons import origins
from hustings.people.persons.hooks import withdrawals
from hustings.people.persons.models import Purpose
from hustings.security.incidents import schedules
from hustings.security.incidents.bulletin import team
from hustings.security.incidents.guards import protected_profile
from hustings.site.candidates import insiders as candidates


def _is_of_team(user: Any) -> bool:
    """All of the team: among the exercises one also refuses the bulletin."""
    return bool(access.live_grants(user))


app = Contribution(
    menu.entries(
        menu.Entry(_("Report an e-mail"), "incidents:report", _is_of_team, "mail", 1, "shield"),
        menu.Entry(
            _("Phishing exercises"), "incidents:exercises", _is_of_team, "clipboard-list", 2, "shield"
        ),
        menu.Entry(_("Incidents"), "incidents:incidents", GUARD_MAIL, "warning", 10, "shield"),
        menu.Entry(_("Block and allow rules"), "incidents:rules", GUARD_MAIL, "cross", 20, "shield"),
        menu.Entry(_("Feedback on verdicts"), "incidents:opinions", GUARD_MAIL, "tick-inverse", 25, "shield"),
        menu.Entry(_("Security bulletins"), "incidents:bulletins", GUARD_MAIL, "doc-full", 30, "shield"),
        menu.Entry(_("Monitored mailboxes"), "incidents:sources", GUARD_MAIL, "mail", 80, "shield"),
        menu.Entry(_("Mail connectors"), "incidents:guards", GUARD_MAIL, "key", 82, "shield"),
        menu.Entry(_("Settings"), "incidents:settings", GUARD_MAIL, "cog", 84, "shield"),
        menu.Entry(_("Access log"), "incidents:log", GUARD_MAIL, "view", 90, "shield"),
    ),
    routes.hq(routes.Section("hustings.security.incidents.urls", "shield/")),
    protected_profile.insiders(candidates.insiders),
    routes.routes(routes.Route("hustings.security.incidents.api.urls", "api/shield/v1/")),
    schedules.part,
    withdrawals.withdrawals(withdrawals.Withdrawal(Purpose.TEAM, team.ended)),
    origins.namers(team.named),
)
