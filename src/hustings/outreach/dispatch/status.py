"""Status of a mailing that was sent, as its page shows it again and again."""

from math import ceil
from typing import Any

from django.utils import timezone

from hustings.outreach.delivery import eta, hold_reasons, progress, timetable
from hustings.outreach.mailings.models import Mailing


def of(mailing: Mailing) -> dict[str, Any]:
    found = progress.of(mailing)
    return {
        "plan": timetable.sentences(mailing),
        "is_unbegun": timetable.is_unbegun(mailing),
        "seconds": seconds_left(mailing),
        "may_be_undone": mailing.may_be_undone and not found.total,
        "progress": found,
        "poll": _poll(mailing, found),
        "outlook": eta.of(mailing, found),
        "waits": hold_reasons.of(mailing) if found.waiting else [],
        "left_out": hold_reasons.left_out(mailing) if found.skipped else [],
    }


def _poll(mailing: Mailing, found: progress.Progress) -> str:
    """Soon while it can be undone or letters leave, else now and then."""
    if seconds_left(mailing):
        return "1s"
    return "2s" if found.waiting or not mailing.queued_at else "30s"


def seconds_left(mailing: Mailing) -> int:
    if not mailing.leaves_at or mailing.is_draft or mailing.is_over:
        return 0
    return max(0, ceil((mailing.leaves_at - timezone.now()).total_seconds()))
