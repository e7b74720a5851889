"""Tell all who took part what became of their words."""

import logging

from django.db import IntegrityError, transaction

from hustings.deliberation.consultations.actions import announce
from hustings.deliberation.consultations.models import Phase
from hustings.deliberation.syntheses import told_mails
from hustings.deliberation.syntheses.models import Telling
from hustings.foundation.accounts.models import User

log = logging.getLogger(__name__)


class ToldBefore(Exception):
    """Everyone was told at this step."""


def tell(*, phase: Phase, texts: dict[str, str], user: User | None) -> Telling:
    """Queue one mail to everyone who took part. Raises ToldBefore."""
    try:
        with transaction.atomic():
            made = Telling.objects.create(phase=phase, texts=texts, user=user)
            announce(kind=told_mails.NAME, subject=made.pk, consultation=phase.consultation_id)
    except IntegrityError as twice:
        raise ToldBefore from twice
    log.info("syntheses.tell phase=%s", phase.pk)
    return made
