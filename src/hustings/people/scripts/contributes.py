"""Manifest of scripts: everything given to the other apps."""

from hustings.foundation.accounts import roles
from hustings.foundation.contributions import Contribution
from hustings.people.scripts import rights

app = Contribution(
    roles.rights(rights.WRITE_SCRIPTS),
)
