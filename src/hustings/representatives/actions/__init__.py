"""Deeds on representatives, appeals and voices."""

from hustings.representatives.actions.directory import (
    NameTaken,
    bring,
    check,
    leave,
    save_representative,
    start,
    take_up,
    trust_address,
    undo,
)
from hustings.representatives.actions.keeping import BadAppeal, forget, note_stand, pause, save_appeal
from hustings.representatives.actions.speaking import (
    NotOpen,
    TooMany,
    confirm,
    disown,
    is_like_others,
    mail_again,
    send_due,
    speak,
    withdraw,
)
from hustings.territories.filing import NotNow

__all__ = [
    "BadAppeal", "NameTaken", "NotNow", "NotOpen", "TooMany", "bring", "check", "confirm", "disown", "forget",
    "is_like_others", "leave", "mail_again", "note_stand", "pause", "save_appeal", "save_representative",
    "send_due", "speak", "start", "take_up", "trust_address", "undo", "withdraw",
]  # fmt: skip
