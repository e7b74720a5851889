"""Tell the moderators that an item breaks the rules."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.models import Item, Participant
from hustings.deliberation.moderation.models import Report
from hustings.foundation.lib.sql import write_turns

log = logging.getLogger(__name__)


def report(
    *, item: Item, participant: Participant | None, visitor: str, reason: str, words: str = ""
) -> Report:
    """Write the report down; of one reader on one version, one. Raises Gone, TooMany."""
    if not item.is_live or item.version_id is None:
        raise refusals.Gone
    since = timezone.now() - timedelta(hours=1)
    mine = (
        Report.objects.filter(participant=participant)
        if participant
        else Report.objects.filter(visitor=visitor, participant=None)
    )
    with write_turns.turn(), transaction.atomic():
        if participant or visitor:
            before = mine.filter(version=item.version_id, settled_at=None).first()
            if before:
                return before
            if mine.filter(sent_at__gt=since).count() >= item.consultation.reports_per_hour:
                raise refusals.TooMany
        made = Report.objects.create(
            item=item, version_id=item.version_id, participant=participant, visitor=visitor, reason=reason,
            words=words,
        )  # fmt: skip
    log.info("moderation.report item=%s reason=%s", item.pk, reason)
    return made
