"""Deeds on representatives."""

from hustings.representatives.actions.directory import (
    NameTaken,
    bring,
    check,
    leave,
    put_away,
    save_representative,
    start,
    take_up,
    undo,
)
from hustings.territories.filing import NotNow

__all__ = [
    "NameTaken", "NotNow", "bring", "check", "leave", "put_away", "save_representative", "start", "take_up",
    "undo",
]  # fmt: skip
