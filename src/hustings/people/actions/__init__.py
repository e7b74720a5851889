"""Deeds on people, a deed a file."""

from hustings.people.actions.consents import record_consent, wording
from hustings.people.actions.sign_ups import (
    TooManySignUps,
    confirm_sign_up,
    forget_sign_ups,
    mail_sign_up_again,
    request_sign_up,
)

__all__ = [
    "TooManySignUps",
    "confirm_sign_up",
    "forget_sign_ups",
    "mail_sign_up_again",
    "record_consent",
    "request_sign_up",
    "wording",
]
