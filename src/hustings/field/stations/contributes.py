"""Manifest of polling stations: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.field.stations import demo, rights
from hustings.field.stations.outlines.kind import KIND as OUTLINES
from hustings.field.stations.results.kind import KIND
from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.file_imports.uploads import kinds
from hustings.foundation.lib import demo as of_demo
from hustings.foundation.lib import how_tos, routes

app = Contribution(
    how_tos.pages(
        how_tos.beside(
            "choose-where-to-knock",
            "stations:ranking*",
            "station_outlines:*",
            "stations:sample*",
            "stations:election_lean",
            below="field",
        ),
        how_tos.beside(
            "import-results", "stations:elections", "stations:election", "stations:import*", below="field"
        ),
    ),
    kinds.kinds(KIND, OUTLINES),
    menu.entries(
        menu.Entry(_("Polling stations"), "stations:stations", rights.VIEW_STATIONS, "site", 90, "field"),
    ),
    of_demo.steps(demo.fill),
    routes.hq(
        routes.Section("hustings.field.stations.urls", "stations/"),
        routes.Section("hustings.field.stations.outline_urls", "stations/outlines/"),
    ),
    roles.rights(*rights.RIGHTS),
)
