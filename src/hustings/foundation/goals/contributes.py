"""Manifest of goals: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.contributions import Contribution
from hustings.foundation.goals import demo, schedules
from hustings.foundation.lib import demo as of_demo
from hustings.foundation.lib import routes

app = Contribution(
    menu.entries(menu.Entry(_("Goals"), "goals:goals", CHANGE_SETTINGS, "pick", 40, "settings")),
    routes.hq(routes.Section("hustings.foundation.goals.urls", "goals/")),
    schedules.part,
    of_demo.steps(demo.fill),
)
