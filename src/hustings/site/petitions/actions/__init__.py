"""Deeds on petitions and signatures."""

from hustings.site.petitions.actions.archive import (
    GRACE,
    StillRuns,
    StillShown,
    archive,
    bring_back,
    delete_removed,
    remove,
)
from hustings.site.petitions.actions.moderation import judge, refuse_comments, show_comments, wait_comments
from hustings.site.petitions.actions.petitions import BadPetition, deliver, save_petition, take_back_delivery
from hustings.site.petitions.actions.signatures import (
    TooManySignatures,
    confirm,
    disown,
    sign,
    withdraw,
)

__all__ = [
    "GRACE",
    "BadPetition",
    "StillRuns",
    "StillShown",
    "TooManySignatures",
    "archive",
    "bring_back",
    "confirm",
    "delete_removed",
    "deliver",
    "disown",
    "judge",
    "refuse_comments",
    "remove",
    "save_petition",
    "show_comments",
    "sign",
    "take_back_delivery",
    "wait_comments",
    "withdraw",
]
