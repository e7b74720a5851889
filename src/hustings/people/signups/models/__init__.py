"""Signups: models, one file each."""

from hustings.people.signups.models.submissions import SignUp

__all__ = [
    "SignUp",
]
