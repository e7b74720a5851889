"""Deeds on representatives, appeals and voices."""

from hustings.site.representatives.actions.appeals import BadAppeal, forget, note_stand, pause, save_appeal
from hustings.site.representatives.actions.directory import (
    NameTaken,
    leave,
    save_representative,
    take_up,
    trust_address,
)
from hustings.site.representatives.actions.voices import (
    TooMany,
    is_like_others,
    send_due,
    speak,
)
