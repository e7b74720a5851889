"""Actions on users and their grants, with the security log's line for each."""

from hustings.foundation.accounts.actions.grants import BeyondYourRights, LastDirector, grant, revoke
from hustings.foundation.accounts.actions.log import log
from hustings.foundation.accounts.actions.logins import LinkSpent, redeem, remember_device, sign_out_elsewhere
from hustings.foundation.accounts.actions.members import (
    AlreadyMember,
    deactivate,
    invite,
    new_link,
    reactivate,
    reset_second_factor,
    tidy,
)
