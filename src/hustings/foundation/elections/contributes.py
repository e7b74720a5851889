"""Manifest of elections: everything given to the other apps."""

from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.elections import due, rights
from hustings.foundation.lib import todos

app = Contribution(
    menu.sections(menu.Section("hustings.foundation.elections.urls", "elections/")),
    roles.rights(*rights.RIGHTS),
    todos.sources(due.deeds_of),
)
