"""Manifest of elections: everything given to the other apps."""

from hustings.foundation.accounts import roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.elections import due, rights
from hustings.foundation.lib import todos

app = Contribution(
    roles.rights(*rights.RIGHTS),
    todos.sources(due.deeds_of),
)
