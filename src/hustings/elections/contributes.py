"""Manifest of elections: everything given to the other apps."""

from hustings.accounts import roles
from hustings.contributions import Contribution
from hustings.elections import due, rights
from hustings.lib import deeds

app = Contribution(
    roles.rights(*rights.RIGHTS),
    deeds.sources(due.deeds_of),
)
