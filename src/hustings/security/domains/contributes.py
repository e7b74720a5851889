"""Manifest of the posture of our domains: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu, shortcuts
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.accounts.roles import Role
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.security.domains import schedules

app = Contribution(
    how_tos.pages(
        how_tos.beside("guard-your-domains", "domains:*"),
    ),
    menu.entries(
        menu.Entry(_("Our domains"), "domains:house", GUARD_MAIL, "home", 50, "security"),
    ),
    shortcuts.shortcuts(
        shortcuts.Shortcut(_("Check our domains"), "domains:house", GUARD_MAIL, {Role.SECURITY: 2}),
    ),
    routes.hq(routes.Section("hustings.security.domains.urls", "own-house/")),
    schedules.part,
)
