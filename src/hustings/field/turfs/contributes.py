"""Manifest of turfs: everything given to the other apps."""

from hustings.field.turfs import rights
from hustings.field.turfs.views.plans import TURFS
from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes

app = Contribution(
    how_tos.pages(how_tos.beside("cut-turfs", "turfs:*", below="field")),
    menu.entries(menu.Entry(TURFS, "turfs:plans", rights.CUT_TURFS, "site", 55, "field")),
    routes.hq(routes.Section("hustings.field.turfs.urls", "turfs/")),
    roles.rights(rights.CUT_TURFS),
)
