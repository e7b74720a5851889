"""Manifest of calls: everything given to the other apps."""

from hustings.foundation.accounts import roles
from hustings.foundation.contributions import Contribution
from hustings.outreach.calls import rights, schedules

app = Contribution(
    roles.rights(*rights.RIGHTS),
    schedules.part,
)
