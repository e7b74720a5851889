"""Manifest of elections: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu, roles
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.contributions import Contribution
from hustings.foundation.elections import due, rights
from hustings.foundation.lib import how_tos, routes, todos

app = Contribution(
    how_tos.pages(
        how_tos.beside("keep-silence", "elections:*"),
    ),
    menu.entries(
        menu.Entry(_("Sending hours"), "elections:index", VIEW_MAILINGS, "time", 40, "email"),
    ),
    routes.hq(routes.Section("hustings.foundation.elections.urls", "elections/")),
    roles.rights(*rights.RIGHTS),
    todos.sources(due.deeds_of),
)
