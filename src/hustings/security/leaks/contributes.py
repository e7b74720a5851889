"""Manifest of the leak room: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.security.leaks import schedules

app = Contribution(
    how_tos.pages(
        how_tos.beside("face-a-leak", "leaks:*"),
    ),
    menu.entries(
        menu.Entry(_("Leaked e-mails"), "leaks:index", GUARD_MAIL, "warning", 70, "security"),
    ),
    routes.hq(routes.Section("hustings.security.leaks.urls", "leaks/")),
    schedules.part,
)
