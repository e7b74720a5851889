"""What local groups give to the other apps."""

from hustings.accounts import roles
from hustings.contributions import Contribution
from hustings.groups import rights

app = Contribution(
    roles.rights(*rights.RIGHTS),
)
