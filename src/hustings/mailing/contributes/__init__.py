"""Contributions of mailing to the other apps, a part of it a file."""

from hustings.contributions import Contribution
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
    unsubscriptions,
)
from hustings.mailing.sequences import records as automations

app = Contribution(
    emails.app,
    mailings.app,
    delivery.app,
    tracking.app,
    bounces.app,
    unsubscriptions.app,
    abtests.app,
    preflight.app,
    review.app,
    archive.app,
    automations.app,
    dispatch.app,
)
