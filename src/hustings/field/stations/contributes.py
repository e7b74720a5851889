"""Manifest of polling stations: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.field.stations import rights
from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import routes

app = Contribution(
    menu.entries(
        menu.Entry(_("Polling stations"), "stations:stations", rights.VIEW_STATIONS, "site", 90, "field"),
    ),
    routes.hq(routes.Section("hustings.field.stations.urls", "stations/")),
    roles.rights(*rights.RIGHTS),
)
