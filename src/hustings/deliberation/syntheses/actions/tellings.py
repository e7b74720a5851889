"""Tell all who took part what became of their words; or stop to."""

import logging

from django.db import IntegrityError, transaction

from hustings.deliberation.consultations.models import Participant, Phase
from hustings.deliberation.syntheses import fates
from hustings.deliberation.syntheses.models import Stop, Telling
from hustings.deliberation.syntheses.tasks import spread
from hustings.foundation.accounts.models import User

log = logging.getLogger(__name__)


class ToldBefore(Exception):
    """Everyone was told at this step."""


def tell(*, phase: Phase, texts: dict[str, str], user: User | None) -> Telling:
    """Queue one mail to everyone who took part. Raises ToldBefore."""
    try:
        with transaction.atomic():
            made = Telling.objects.create(phase=phase, texts=texts, user=user)
            spread.enqueue(made.pk)
    except IntegrityError as twice:
        raise ToldBefore from twice
    log.info("syntheses.tell phase=%s", phase.pk)
    return made


@transaction.atomic
def stop(*, participant: Participant) -> None:
    """Send them no more mails of this consultation, whichever of their addresses it goes to."""
    for each in fates.voices(participant):
        Stop.objects.get_or_create(participant=each)
    log.info("syntheses.stop participant=%s", participant.pk)


@transaction.atomic
def go_on(*, participant: Participant) -> None:
    """Send them mails again."""
    Stop.objects.filter(participant__in=fates.voices(participant).values("pk")).delete()
