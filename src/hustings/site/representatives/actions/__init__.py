"""Deeds on representatives, appeals and voices."""

from hustings.foundation.territories.file_imports import NotNow
from hustings.site.representatives.actions.appeals import BadAppeal, forget, note_stand, pause, save_appeal
from hustings.site.representatives.actions.directory import (
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
from hustings.site.representatives.actions.voices import (
    TooMany,
    confirm,
    disown,
    is_like_others,
    send_due,
    speak,
    withdraw,
)

__all__ = [
    "BadAppeal", "NameTaken", "NotNow", "TooMany", "bring", "check", "confirm", "disown", "forget",
    "is_like_others", "leave", "note_stand", "pause", "save_appeal", "save_representative",
    "send_due", "speak", "start", "take_up", "trust_address", "undo", "withdraw",
]  # fmt: skip
