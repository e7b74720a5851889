"""What is done to users, what is granted to them, and what is written down about it."""

from hustings.accounts.actions.grants import BeyondYourRights, LastDirector, grant, revoke
from hustings.accounts.actions.log import log
from hustings.accounts.actions.members import (
    AlreadyMember,
    deactivate,
    invite,
    new_link,
    reactivate,
    reset_second_factor,
    tidy,
)
from hustings.accounts.actions.signing_in import LinkSpent, redeem, remember_device, sign_out_elsewhere

__all__ = [
    "AlreadyMember",
    "BeyondYourRights",
    "LastDirector",
    "LinkSpent",
    "deactivate",
    "grant",
    "invite",
    "log",
    "new_link",
    "reactivate",
    "redeem",
    "remember_device",
    "reset_second_factor",
    "revoke",
    "sign_out_elsewhere",
    "tidy",
]
