"""Manifest of elections: everything given to the other apps."""

from hustings.foundation.accounts import roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.elections import due, rights
from hustings.foundation.lib import routes, todos

app = Contribution(
    routes.hq(routes.Section("hustings.foundation.elections.urls", "elections/")),
    roles.rights(*rights.RIGHTS),
    todos.sources(due.deeds_of),
)
