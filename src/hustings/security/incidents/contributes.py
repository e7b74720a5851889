"""Manifest of the incidents: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access, menu, shortcuts
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.accounts.roles import Role
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes, todos
from hustings.people.persons import origins
from hustings.people.persons.hooks import withdrawals
from hustings.people.persons.models import Purpose
from hustings.security.incidents import due, schedules
from hustings.security.incidents.bulletin import team
from hustings.security.incidents.guards import protected_profile
from hustings.site.candidates import insiders as candidates

app = Contribution(
    how_tos.pages(
        how_tos.beside("guard-the-teams-mail", "incidents:*"),
        how_tos.beside("watch-mailboxes", "incidents:source*"),
        how_tos.beside("put-mailguard-beside-a-mail-server", "incidents:guard*"),
    ),
    menu.entries(
        menu.Entry(_("Incidents"), "incidents:incidents", GUARD_MAIL, "warning", 1, "security"),
        menu.Entry(_("Report an e-mail"), "incidents:report", access.is_of_team, "mail", 2, "security"),
        menu.Entry(
            _("Phishing exercises"), "incidents:exercises", access.is_of_team, "clipboard-list", 3, "security"
        ),
        menu.Entry(_("Block and allow rules"), "incidents:rules", GUARD_MAIL, "cross", 20, "security"),
        menu.Entry(
            _("Feedback on verdicts"), "incidents:opinions", GUARD_MAIL, "tick-inverse", 25, "security"
        ),
        menu.Entry(_("Security bulletins"), "incidents:bulletins", GUARD_MAIL, "doc-full", 30, "security"),
        menu.Entry(_("Monitored mailboxes"), "incidents:sources", GUARD_MAIL, "mail", 80, "security"),
        menu.Entry(_("Mail connectors"), "incidents:guards", GUARD_MAIL, "key", 82, "security"),
        menu.Entry(_("Protection settings"), "incidents:settings", GUARD_MAIL, "cog", 84, "security"),
        menu.Entry(_("Access log"), "incidents:log", GUARD_MAIL, "view", 90, "security"),
    ),
    shortcuts.shortcuts(
        shortcuts.Shortcut(_("See incidents"), "incidents:incidents", GUARD_MAIL, {Role.SECURITY: 1}),
        shortcuts.Shortcut(_("Report a message"), "incidents:report", access.is_of_team, {Role.TREASURER: 3}),
    ),
    routes.hq(routes.Section("hustings.security.incidents.urls", "shield/")),
    protected_profile.insiders(candidates.insiders),
    routes.routes(routes.Route("hustings.security.incidents.api.urls", "api/shield/v1/")),
    schedules.part,
    todos.sources(due.incidents),
    withdrawals.withdrawals(withdrawals.Withdrawal(Purpose.TEAM, team.ended)),
    origins.namers(team.named),
)
