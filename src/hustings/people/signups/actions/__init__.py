"""Signups: actions, one file each."""

from hustings.people.signups.actions.arrivals import agreed_before, note_arrival
from hustings.people.signups.actions.mailed_links import mail_link_again
from hustings.people.signups.actions.newcomers import take_back, take_in
from hustings.people.signups.actions.submissions import (
    TooManySignUps,
    confirm_sign_up,
    forget_sign_ups,
    mail_sign_up_again,
    request_sign_up,
)

__all__ = [
    "TooManySignUps",
    "agreed_before",
    "confirm_sign_up",
    "forget_sign_ups",
    "mail_link_again",
    "mail_sign_up_again",
    "note_arrival",
    "request_sign_up",
    "take_back",
    "take_in",
]
