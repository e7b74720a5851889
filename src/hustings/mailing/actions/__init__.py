"""Deeds on mailings, a deed a file."""

from hustings.mailing.actions.leaving import is_not_me, resubscribe, unsubscribe
from hustings.mailing.actions.sending import Refused, cancel, pause, resume, send
from hustings.mailing.actions.testing import TestFailed, send_test

__all__ = [
    "Refused",
    "TestFailed",
    "cancel",
    "is_not_me",
    "pause",
    "resubscribe",
    "resume",
    "send",
    "send_test",
    "unsubscribe",
]
