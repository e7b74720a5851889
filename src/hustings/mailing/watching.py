"""What the page of a mailing that was sent shows again and again."""

from typing import Any

from hustings.mailing import planned, progress, waits
from hustings.mailing.carrying import outlook
from hustings.mailing.models import Mailing


def of(mailing: Mailing) -> dict[str, Any]:
    """How far it is, who waits for what, and who was left out."""
    found = progress.of(mailing)
    return {
        "plan": planned.sentences(mailing),
        "is_unbegun": planned.is_unbegun(mailing),
        "progress": found,
        "outlook": outlook.of(mailing, found),
        "waits": waits.of(mailing) if found.waiting else [],
        "left_out": waits.left_out(mailing) if found.skipped else [],
    }
