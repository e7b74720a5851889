"""Duplicates: actions, one file each."""

from hustings.people.duplicates.actions.duplicates import hand_over

__all__ = [
    "hand_over",
]
