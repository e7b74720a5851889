"""Contributions to other apps, a part of mailing a file."""

from hustings.mailing.contributes import (
    abtests,
    archive,
    bounces,
    delivery,
    dispatch,
    emails,
    mailings,
    preflight,
    review,
    tracking,
)

__all__ = [
    "abtests",
    "archive",
    "bounces",
    "delivery",
    "dispatch",
    "emails",
    "mailings",
    "preflight",
    "review",
    "tracking",
]
