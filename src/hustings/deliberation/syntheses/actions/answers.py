"""Answer what people wrote, and say what follows."""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.models import Consultation, Item
from hustings.deliberation.syntheses import webhook_events
from hustings.deliberation.syntheses.models import Answer, Milestone, Outcome
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import write_turns
from hustings.foundation.webhooks import outbox
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


class Unknown(Exception):
    """The contribution is of another consultation."""


def answer(*, item: Item, outcome: str, reasons: dict[str, str], author: str, user: User | None) -> Answer:
    """Answer an item in public, as it stands now; an earlier answer is replaced. Raises Gone."""
    with write_turns.turn(), transaction.atomic():
        found = Item.objects.select_for_update(of=("self",)).select_related("version").get(pk=item.pk)
        if not found.is_live or found.version is None:
            raise refusals.Gone
        now = timezone.now()
        found.answers.standing().update(replaced_at=now)
        made: Answer = found.answers.create(
            version=found.version, outcome=Outcome(outcome), reasons=reasons, author=author, user=user,
            answered_at=now,
        )  # fmt: skip
        site_version.renew()
        outbox.tell(webhook_events.ANSWERED, made.pk)
    log.info("syntheses.answer item=%s outcome=%s", found.pk, made.outcome)
    return made


@transaction.atomic
def save_milestone(
    *,
    consultation: Consultation,
    values: dict[str, Any],
    user: User | None,
    milestone: Milestone | None = None,
) -> Milestone:
    """Add a milestone, or change it. Raises Unknown where its item is of another consultation."""
    item = values.get("item")
    if item and item.consultation_id != consultation.pk:
        raise Unknown
    made = milestone or Milestone(consultation=consultation)
    for name in ("titles", "notes", "due_on", "done_on", "dropped_on", "item"):
        setattr(made, name, values.get(name))
    made.user, made.changed_at = user, timezone.now()
    made.save()
    site_version.renew()
    log.info("syntheses.milestone milestone=%s", made.pk)
    return made
