"""Manifest of operations: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu
from hustings.foundation.accounts.rights import VIEW_LOGS
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes

app = Contribution(
    how_tos.pages(
        how_tos.beside("run-on-one-machine", "operations:*"),
    ),
    menu.entries(
        menu.Entry(_("Background work"), "operations:background", VIEW_LOGS, "history", 900, "settings"),
    ),
    routes.hq(routes.Section("hustings.foundation.operations.urls", "background/")),
)
