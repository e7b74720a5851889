"""Manifest of results at the doors: everything given to the other apps."""

from hustings.field.canvass_results import demo
from hustings.field.canvass_results.views.subjects import RESULTS
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import demo as of_demo
from hustings.foundation.lib import how_tos, routes

app = Contribution(
    how_tos.pages(how_tos.beside("read-what-was-said-at-the-doors", "canvass_results:*")),
    menu.entries(
        menu.Entry(RESULTS, "canvass_results:plans", ORGANISE_CANVASSING, "home", 86, "field"),
    ),
    of_demo.steps(demo.fill),
    routes.hq(routes.Section("hustings.field.canvass_results.urls", "door-results/")),
)
