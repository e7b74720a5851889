"""What the page of a mailing that was sent shows again and again."""

from math import ceil
from typing import Any

from django.utils import timezone

from hustings.mailing import planned, progress, waits
from hustings.mailing.carrying import outlook
from hustings.mailing.models import Mailing


def of(mailing: Mailing) -> dict[str, Any]:
    """How far it is, who waits for what, and who was left out."""
    found = progress.of(mailing)
    return {
        "plan": planned.sentences(mailing),
        "is_unbegun": planned.is_unbegun(mailing),
        "seconds": seconds_left(mailing),
        "may_be_undone": mailing.may_be_undone and not found.total,
        "progress": found,
        "outlook": outlook.of(mailing, found),
        "waits": waits.of(mailing) if found.waiting else [],
        "left_out": waits.left_out(mailing) if found.skipped else [],
    }


def seconds_left(mailing: Mailing) -> int:
    """Until the first letter may leave."""
    if not mailing.leaves_at or mailing.is_draft or mailing.is_over:
        return 0
    return max(0, ceil((mailing.leaves_at - timezone.now()).total_seconds()))
