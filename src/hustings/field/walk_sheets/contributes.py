"""Manifest of walk sheets: everything given to the other apps."""

from django.utils.translation import gettext_lazy

from hustings.field.addresses.rights import CHANGE_ADDRESSES
from hustings.field.turfs import steps
from hustings.field.walk_sheets import demo
from hustings.field.walk_sheets.views.sheets import WALK_SHEETS
from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import demo as of_demo
from hustings.foundation.lib import how_tos, routes

app = Contribution(
    how_tos.pages(how_tos.beside("print-walk-sheets", "walk_sheets:*")),
    menu.entries(
        menu.Entry(WALK_SHEETS, "walk_sheets:sheets", CHANGE_ADDRESSES, "list-ul", 55, "field"),
    ),
    steps.steps(steps.Step(gettext_lazy("Walk sheet"), "walk_sheets:turf_sheet", CHANGE_ADDRESSES)),
    of_demo.steps(demo.fill),
    routes.hq(routes.Section("hustings.field.walk_sheets.urls", "walk-sheets/")),
)
