"""Enter contributions that came on paper."""

import logging
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.deliberation.consultations.actions import items
from hustings.deliberation.consultations.actions.participants import take_part
from hustings.deliberation.consultations.models import Item, ItemKind, Phase, Question
from hustings.deliberation.papers.models import Paper
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import write_turns
from hustings.people.persons.models import Email

log = logging.getLogger(__name__)


def enter(
    *, phase: Phase, question: Question | None, title: str, text: str, email: Email | None,
    written_on: date | None, scan: Any, user: User,
) -> Item:  # fmt: skip
    """Write down a sheet: of the person whose address is given, or of nobody; whatever the dates of the step.

    Raises NotInvited, Barred.
    """
    author = None
    if email:
        author = take_part(consultation=phase.consultation, person=email.person, key=email.key)
    with write_turns.turn(), transaction.atomic():
        made = items.add(
            phase=phase, kind=ItemKind.CONTRIBUTION, title=title, text=text, participant=author,
            question=question, zone=author.zone_id if author else phase.consultation.zone_id,
            checked_at=timezone.now(), data={"is_paper": True},
        )  # fmt: skip
        Paper.objects.create(item=made, written_on=written_on, scan=scan or "", user=user)
    log.info("papers.enter item=%s user=%s", made.pk, user.pk)
    return made
