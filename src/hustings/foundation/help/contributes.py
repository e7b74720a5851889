"""Manifest of the help: its place in the menu, and its pages in HQ's search."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access, menu
from hustings.foundation.contributions import Contribution
from hustings.foundation.help import hq_search
from hustings.foundation.lib import routes

app = Contribution(
    menu.entries(menu.Entry(_("Help"), "help:index", access.is_of_team, "help", 11_000)),
    routes.hq(routes.Section("hustings.foundation.help.urls", "help/")),
    hq_search.part,
)
