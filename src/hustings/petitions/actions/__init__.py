"""Deeds on petitions and signatures."""

from hustings.petitions.actions.ending import (
    GRACE,
    StillRuns,
    StillShown,
    archive,
    bring_back,
    delete_removed,
    remove,
)
from hustings.petitions.actions.judging import judge, refuse_comments, show_comments, wait_comments
from hustings.petitions.actions.keeping import BadPetition, deliver, save_petition, take_back_delivery
from hustings.petitions.actions.signing import (
    NotOpen,
    TooManySignatures,
    confirm,
    disown,
    forget_unconfirmed,
    mail_again,
    sign,
    withdraw,
)

__all__ = [
    "GRACE",
    "BadPetition",
    "NotOpen",
    "StillRuns",
    "StillShown",
    "TooManySignatures",
    "archive",
    "bring_back",
    "confirm",
    "delete_removed",
    "deliver",
    "disown",
    "forget_unconfirmed",
    "judge",
    "mail_again",
    "refuse_comments",
    "remove",
    "save_petition",
    "show_comments",
    "sign",
    "take_back_delivery",
    "wait_comments",
    "withdraw",
]
